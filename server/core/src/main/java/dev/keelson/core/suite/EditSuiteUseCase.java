package dev.keelson.core.suite;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentRepository;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Writes suites and their cases. Inputs must fit the draft's contract, expectations must be possible by it. */
public final class EditSuiteUseCase {
    private final Parts parts;

    public EditSuiteUseCase(Parts parts) {
        this.parts = parts;
    }

    /** What suites are edited with. */
    public record Parts(
            Vertx vertx,
            TestSuiteRepository suites,
            AgentRepository agents,
            AuditLog audit,
            IdGenerator ids,
            Clock clock) {}

    /**
     * The suite that is meant.
     *
     * @param expectedRevision that the editor has seen; 0 when there must be none yet, null goes by what is there now
     */
    public record Target(
            Principal by,
            String agent,
            String suite,
            @Nullable Long expectedRevision) {}

    /** A case by its id; a null id is a new one. */
    public record NamedCase(@Nullable String id, CaseDraft draft) {}

    /**
     * Puts the cases in place of those that there are; a case with a known id keeps its origin. Fails with
     * {@link ErrorCode#REQUEST_INVALID} and every violation, {@link ErrorCode#REVISION_STALE} carrying the current
     * {@link TestSuite}, or {@link ErrorCode#DRAFT_NOT_COMPILED}.
     */
    public Future<TestSuite> replace(Target target, List<NamedCase> cases) {
        return edit(target, (rules, before) -> {
            Map<String, TestCase> known = new HashMap<>();
            before.forEach(each -> known.put(each.id(), each));
            List<TestCase> after = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                NamedCase each = cases.get(i);
                String pointer = "/cases/" + i;
                rules.check(each.draft(), pointer);
                TestCase made = made(each.id() == null ? null : known(known, each.id(), pointer), each.draft());
                rules.checkSize(made, pointer);
                after.add(made);
            }
            return after;
        });
    }

    /** Adds a case. Fails like {@link #replace}. */
    public Future<Edited> add(Target target, CaseDraft draft) {
        TestCase added = made(null, draft);
        return edit(target, (rules, before) -> {
                    rules.check(draft, "");
                    rules.checkSize(added, "");
                    List<TestCase> after = new ArrayList<>(before);
                    after.add(added);
                    return after;
                })
                .map(suite -> new Edited(suite, added));
    }

    /** A suite after a change of one of its cases. */
    public record Edited(TestSuite suite, TestCase testCase) {}

    /** Changes a case. Fails like {@link #replace}, and with {@link ErrorCode#CASE_NOT_FOUND}. */
    public Future<Edited> change(Target target, String id, CaseDraft draft) {
        return one(target, id, (rules, before) -> {
            rules.check(draft, "");
            TestCase after = made(before, draft);
            rules.checkSize(after, "");
            return after;
        });
    }

    /** Accepts or rejects a case, whatever the contract says by now. Fails like {@link #change}. */
    public Future<Edited> decide(Target target, String id, TestCase.State state) {
        return one(target, id, (rules, before) -> before.withState(state));
    }

    /** Fails like {@link #change}. */
    public Future<TestSuite> delete(Target target, String id) {
        return edit(target, (rules, before) -> {
            TestCase deleted = find(before, target, id);
            return before.stream().filter(each -> !each.equals(deleted)).toList();
        });
    }

    private Future<Edited> one(Target target, String id, BiFunction<CaseRules, TestCase, TestCase> change) {
        return edit(target, (rules, before) -> {
                    TestCase changed = change.apply(rules, find(before, target, id));
                    return before.stream()
                            .map(each -> each.id().equals(id) ? changed : each)
                            .toList();
                })
                .map(suite -> new Edited(suite, find(suite.cases(), target, id)));
    }

    private Future<TestSuite> edit(Target target, BiFunction<CaseRules, List<TestCase>, List<TestCase>> change) {
        target.by().require(Permission.SUITE_EDIT);
        target.by().requireAgent(target.agent());
        CaseRules.requireSuiteName(target.suite());
        return definition(target)
                .compose(definition -> current(target)
                        .compose(before -> parts.vertx()
                                .executeBlocking(() -> next(target, before, definition, change), false)
                                .compose(next -> commit(target, before, next))));
    }

    private Future<AgentDefinition> definition(Target target) {
        return parts.agents()
                .find(target.agent())
                .map(found -> found.map(Agent::draft)
                        .orElseThrow(() ->
                                new KeelsonException(ErrorCode.AGENT_NOT_FOUND, "no agent named " + target.agent()))
                        .compiled());
    }

    private Future<TestSuite> current(Target target) {
        return parts.suites().find(target.agent(), target.suite()).compose(found -> {
            TestSuite current = found.orElseGet(() -> none(target));
            Long expected = target.expectedRevision();
            if (expected != null && expected != current.revision()) {
                return Future.failedFuture(
                        found.isPresent()
                                ? TestSuiteRepository.stale(current)
                                : TestSuiteRepository.missing(target.agent(), target.suite()));
            }
            return current.revision() > 0 ? Future.succeededFuture(current) : requireRoom(target, current);
        });
    }

    private TestSuite none(Target target) {
        return new TestSuite(
                target.agent(), target.suite(), 0, List.of(), parts.clock().instant(), "");
    }

    private Future<TestSuite> requireRoom(Target target, TestSuite none) {
        return parts.suites().listByAgent(target.agent()).map(all -> {
            if (all.size() >= TestSuiteRepository.MAX_SUITES) {
                throw CaseRules.invalid(List.of(Violation.at(
                        "",
                        "limit",
                        "the agent has " + all.size() + " suites (expected: at most " + TestSuiteRepository.MAX_SUITES
                                + ")")));
            }
            return none;
        });
    }

    private TestSuite next(
            Target target,
            TestSuite before,
            AgentDefinition definition,
            BiFunction<CaseRules, List<TestCase>, List<TestCase>> change) {
        var rules = new CaseRules(definition);
        List<TestCase> cases = change.apply(rules, before.cases());
        rules.checkAll(cases);
        rules.throwIfAny();
        return new TestSuite(
                target.agent(),
                target.suite(),
                before.revision() + 1,
                cases,
                parts.clock().instant(),
                target.by().keyId());
    }

    private Future<TestSuite> commit(Target target, TestSuite before, TestSuite next) {
        var change = new AuditedChange(
                target.by(),
                AuditActions.SUITE_EDIT,
                AuditedSuites.target(target.agent(), target.suite()),
                before.revision() == 0 ? "" : AuditedSuites.describe(before),
                "");
        return parts.audit().record(change, () -> parts.suites().commit(next), AuditedSuites::describe);
    }

    private TestCase made(@Nullable TestCase before, CaseDraft draft) {
        String note = draft.note();
        if (before == null) {
            return new TestCase(
                    newId(),
                    draft.name(),
                    TestCase.Origin.WRITTEN,
                    draft.state() == null ? TestCase.State.ACCEPTED : draft.state(),
                    draft.input(),
                    draft.expected(),
                    draft.ruleIds(),
                    null,
                    note == null ? "" : note);
        }
        return new TestCase(
                before.id(),
                draft.name(),
                before.origin(),
                draft.state() == null ? before.state() : draft.state(),
                draft.input(),
                draft.expected(),
                draft.ruleIds(),
                before.technique(),
                note == null ? before.note() : note);
    }

    private String newId() {
        return "t-" + parts.ids().spanId().substring(0, 8);
    }

    private static TestCase known(Map<String, TestCase> known, String id, String pointer) {
        TestCase found = known.remove(id);
        if (found == null) {
            throw CaseRules.invalid(List.of(
                    Violation.at(pointer + "/id", "id", "no case " + id + " in the suite, or twice in the request")));
        }
        return found;
    }

    private static TestCase find(List<TestCase> cases, Target target, String id) {
        return cases.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new KeelsonException(
                        ErrorCode.CASE_NOT_FOUND, "no case " + id + " in suite " + target.suite()));
    }
}
