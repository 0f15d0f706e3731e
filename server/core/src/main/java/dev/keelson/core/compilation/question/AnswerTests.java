package dev.keelson.core.compilation.question;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.Draft;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.spec.AnsweredSpec;
import dev.keelson.core.suite.TestCase;
import dev.keelson.core.suite.TestSuite;
import dev.keelson.core.suite.TestSuiteRepository;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a test case of an answer, in the suite that compiling fills. */
public final class AnswerTests {
    private static final String SUITE = "generated";
    private static final int MAX_CASES = 500;
    private static final int MAX_NAME = 200;
    private static final int MAX_ATTEMPTS = 10;

    private final TestSuiteRepository suites;
    private final Clock clock;

    public AnswerTests(TestSuiteRepository suites, Clock clock) {
        this.suites = suites;
        this.clock = clock;
    }

    /** Who chose which reading. */
    record Answer(Principal by, String agent, Question question, Question.Reading chosen) {}

    /** Completes with the case's id; empty when the answer made no rule or the suite is full. Doing so twice adds one case. */
    Future<String> add(Answer answer, Draft draft) {
        return answer.chosen().rule().isEmpty()
                ? Future.succeededFuture("")
                : add(answer, testCase(answer, draft.definition()), 1);
    }

    private Future<String> add(Answer answer, TestCase added, int attempt) {
        return suites.find(answer.agent(), SUITE)
                .compose(found -> isIn(found, added) ? done(added.id()) : commit(answer, found, added))
                .recover(failure -> isStale(failure) && attempt < MAX_ATTEMPTS
                        ? add(answer, added, attempt + 1)
                        : Future.failedFuture(failure));
    }

    private Future<String> commit(Answer answer, Optional<TestSuite> found, TestCase added) {
        List<TestCase> cases = new ArrayList<>(found.map(TestSuite::cases).orElse(List.of()));
        if (cases.size() >= MAX_CASES) {
            return done("");
        }
        cases.add(added);
        long revision = found.map(TestSuite::revision).orElse(0L) + 1;
        var next = new TestSuite(
                answer.agent(),
                SUITE,
                revision,
                cases,
                clock.instant(),
                answer.by().keyId());
        return suites.commit(next).map(stored -> added.id());
    }

    private static Future<String> done(String id) {
        return Future.succeededFuture(id);
    }

    private static boolean isIn(Optional<TestSuite> suite, TestCase added) {
        return suite.stream()
                .flatMap(found -> found.cases().stream())
                .anyMatch(each -> each.id().equals(added.id()));
    }

    private static boolean isStale(Throwable failure) {
        return failure instanceof KeelsonException known && known.code() == ErrorCode.REVISION_STALE;
    }

    /** Proposed: no person has looked at its input yet. */
    private static TestCase testCase(Answer answer, @Nullable AgentDefinition definition) {
        Question.Reading chosen = answer.chosen();
        String ruleId = AnsweredSpec.ruleId(chosen.rule());
        JsonNode input = definition == null
                ? Json.object()
                : SampleInput.of(
                        definition.contract().input(), answer.question().text());
        return new TestCase(
                "t-" + ruleId.substring(2),
                cut(answer.question().text()),
                TestCase.Origin.ANSWER,
                TestCase.State.PROPOSED,
                input,
                definition == null ? null : chosen.expected(),
                List.of(ruleId),
                "answer",
                "The author answered: " + chosen.text() + ". Put the case that was asked about into the input.");
    }

    private static String cut(String text) {
        return text.length() <= MAX_NAME
                ? text
                : text.substring(0, MAX_NAME - 1).strip();
    }
}
