package dev.keelson.core.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Holds suites and cases against the bounds and the draft's contract. Compiles schemas: not for an event loop. */
final class CaseRules {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int MAX_NAME = 200;
    private static final int MAX_NOTE = 2_000;
    private static final int MAX_RULES = 50;

    private final CompiledSchema input;
    private final Contract contract;
    private final List<Violation> violations = new ArrayList<>();

    CaseRules(AgentDefinition definition) {
        contract = definition.contract();
        input = CompiledSchema.of(contract.input());
    }

    /** Throws {@link ErrorCode#REQUEST_INVALID}. */
    static void requireSuiteName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw invalid(List.of(Violation.at(
                    "/name",
                    "pattern",
                    "name does not fit (expected: 1 to 63 lower-case letters, digits and hyphens)")));
        }
    }

    /** {@code pointer}: where the case stands in the request, such as {@code /cases/3}. */
    void check(CaseDraft draft, String pointer) {
        require(
                !draft.name().isBlank() && draft.name().length() <= MAX_NAME,
                pointer + "/name",
                "length",
                "name does not fit (expected: 1 to " + MAX_NAME + " characters)");
        String note = draft.note();
        require(
                note == null || note.length() <= MAX_NOTE,
                pointer + "/note",
                "maxLength",
                "note does not fit (expected: at most " + MAX_NOTE + " characters)");
        require(
                draft.ruleIds().size() <= MAX_RULES,
                pointer + "/ruleIds",
                "maxItems",
                "too many rules (expected: at most " + MAX_RULES + ")");
        addBelow(pointer + "/input", input.validate(draft.input()));
        JsonNode expected = draft.expected();
        if (expected != null) {
            addBelow(pointer + "/expected", ExpectedOutput.violations(contract, expected));
        }
    }

    void checkSize(TestCase each, String pointer) {
        int bytes = SuiteBounds.bytes(each);
        require(
                bytes <= SuiteBounds.MAX_CASE_BYTES,
                pointer,
                "size",
                "the case has " + bytes + " bytes (expected: at most " + SuiteBounds.MAX_CASE_BYTES + ")");
    }

    void checkAll(List<TestCase> cases) {
        require(
                cases.size() <= SuiteBounds.MAX_CASES,
                "/cases",
                "maxItems",
                cases.size() + " cases (expected: at most " + SuiteBounds.MAX_CASES + ")");
        require(
                !SuiteBounds.isTooLarge(cases),
                "/cases",
                "size",
                "the suite is too large (expected: at most " + SuiteBounds.MAX_SUITE_BYTES + " bytes)");
    }

    /** Throws {@link ErrorCode#REQUEST_INVALID} with every violation found so far. */
    void throwIfAny() {
        if (!violations.isEmpty()) {
            throw invalid(violations);
        }
    }

    static KeelsonException invalid(List<Violation> violations) {
        return new KeelsonException(ErrorCode.REQUEST_INVALID, violations.get(0).message(), violations);
    }

    private void require(boolean holds, String pointer, String rule, String message) {
        if (!holds && violations.size() < 100) {
            violations.add(Violation.at(pointer, rule, message));
        }
    }

    private void addBelow(String pointer, List<Violation> found) {
        found.stream()
                .limit(Math.max(0, 100 - violations.size()))
                .forEach(each -> violations.add(Violation.at(pointer + each.pointer(), each.rule(), each.message())));
    }
}
