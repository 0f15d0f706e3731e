package dev.keelson.core.resilience;

import static dev.keelson.core.resilience.ScriptedStep.A;
import static dev.keelson.core.resilience.ScriptedStep.B;
import static dev.keelson.core.resilience.ScriptedStep.C;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.resilience.Attempt.Reason;
import dev.keelson.core.resilience.ResilienceConfig.Concurrency;
import dev.keelson.core.resilience.ScriptedStep.Act;
import dev.keelson.core.resilience.TargetStatus.Exclusion;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailoverTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualTime time = new VirtualTime(VERTX);
    private TargetHealthBoard board = board(ResilienceConfig.DEFAULT);
    private Failover failover = failover();

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    @Test
    void takesTheBestCandidate() {
        ScriptedStep step = step().candidate(A, Act.answers(10)).candidate(B, Act.answers(10));

        assertThat(answer(step).target()).isEqualTo(A);
        assertThat(step.called()).containsExactly(A);
        assertThat(time.timersWaiting()).isZero();
    }

    @Test
    void triesAnUnavailableTargetAgainAfterAShortRandomWait() {
        ScriptedStep step = step().candidate(A, Act.fails(ErrorType.UNAVAILABLE), Act.answers(10));

        assertThat(answer(step).target()).isEqualTo(A);
        assertThat(step.startedAfter(2)).isBetween(50L, 501L);
        assertThat(step.attempts().get(1).start().reason()).isEqualTo(Reason.RETRY);
        assertThat(step.attempts().get(1).start().waited()).isPositive();
    }

    @Test
    void goesToTheNextCandidateAfterTwoTries() {
        ScriptedStep step =
                step().candidate(A, Act.fails(ErrorType.UNAVAILABLE)).candidate(B, Act.answers(10));

        assertThat(answer(step).target()).isEqualTo(B);
        assertThat(step.called()).containsExactly(A, A, B);
        assertThat(step.attempts().get(2).start().reason()).isEqualTo(Reason.FAILOVER);
    }

    @Test
    void asksAnotherProviderBeforeAnotherModelOfTheSame() {
        Target sibling = new Target(A.provider(), "another");
        ScriptedStep step = step().candidate(A, Act.fails(ErrorType.AUTHENTICATION))
                .candidate(sibling, Act.answers(10))
                .candidate(B, Act.answers(10));

        assertThat(answer(step).target()).isEqualTo(B);
        assertThat(step.called()).containsExactly(A, B);
    }

    @Test
    void makesAtMostFourCalls() {
        ScriptedStep step = step().candidate(A, Act.fails(ErrorType.UNAVAILABLE))
                .candidate(B, Act.fails(ErrorType.UNAVAILABLE))
                .candidate(C, Act.fails(ErrorType.UNAVAILABLE));

        assertThat(failure(step).code()).isEqualTo(ErrorCode.NO_MODEL_AVAILABLE);
        assertThat(step.called()).as("each has its turn").containsExactly(A, A, B, C);
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorType.class,
            names = {"AUTHENTICATION", "QUOTA_EXHAUSTED", "NOT_FOUND", "CONFIG", "BLOCKED", "INTERNAL", "UNSUPPORTED"})
    void neverRepeatsWhatLastsButAsksAnother(ErrorType type) {
        ScriptedStep step = step().candidate(A, Act.fails(type)).candidate(B, Act.answers(10));

        assertThat(answer(step).target()).isEqualTo(B);
        assertThat(step.called()).containsExactly(A, B);
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorType.class,
            names = {"INVALID_REQUEST", "CONTENT_FILTER"})
    void endsAtOnceWhenItWouldBeTheSameEverywhere(ErrorType type) {
        ScriptedStep step = step().candidate(A, Act.fails(type)).candidate(B, Act.answers(10));

        assertThat(failure(step).code())
                .isEqualTo(type == ErrorType.CONTENT_FILTER ? ErrorCode.MODEL_REFUSED : ErrorCode.MODEL_CALL_FAILED);
        assertThat(step.called()).containsExactly(A);
        assertThat(board.errorRate(A.id())).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorType.class,
            names = {"TIMEOUT", "MALFORMED_RESPONSE", "RATE_LIMITED"})
    void looksElsewhereFirstWhenTheSameTargetWouldCostTimeAgain(ErrorType type) {
        ScriptedStep step = step().candidate(A, Act.fails(type)).candidate(B, Act.fails(type), Act.answers(1));

        assertThat(failureOrAnswer(step)).isEqualTo("beta/b");
        assertThat(step.called()).containsExactly(A, B, A, B);
    }

    @Test
    void asksOneOtherModelWhenTheInputIsTooLong() {
        ScriptedStep step = step().candidate(A, Act.fails(ErrorType.CONTEXT_LENGTH))
                .candidate(B, Act.fails(ErrorType.CONTEXT_LENGTH))
                .candidate(C, Act.answers(1));

        assertThat(failure(step).code()).isEqualTo(ErrorCode.MODEL_CALL_FAILED);
        assertThat(step.called()).containsExactly(A, B);
    }

    @Test
    void goesElsewhereAtOnceWhenAskedToWaitAndCoolsTheTarget() {
        ScriptedStep step = step().candidate(A, Act.fails(1, limited(2))).candidate(B, Act.answers(10));
        Future<Answer> first = failover.call(step);
        time.advance(Duration.ofMillis(20));
        assertThat(first.result().target()).isEqualTo(B);
        assertThat(step.startedAfter(2)).isLessThan(5);

        ScriptedStep during = step().candidate(A, Act.answers(1)).candidate(B, Act.answers(10));
        Future<Answer> second = failover.call(during);
        time.advance(Duration.ofMillis(20));
        assertThat(second.result().target()).isEqualTo(B);
        assertThat(during.leftOut(A)).contains("pause");
        time.advance(Duration.ofSeconds(2));

        assertThat(answer(step().candidate(A, Act.answers(1)).candidate(B, Act.answers(1)))
                        .target())
                .isEqualTo(A);
        assertThat(status(A).breaker()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void waitsAsLongAsAskedWhenThereIsNobodyElse() {
        ScriptedStep step = step().candidate(A, Act.fails(1, limited(2)), Act.answers(1));

        assertThat(answer(step).target()).isEqualTo(A);
        assertThat(step.startedAfter(2)).isBetween(2_000L, 2_100L);
    }

    @Test
    void doesNotWaitLongerThanTheDeadlineOrAMinute() {
        ScriptedStep late = step().within(Duration.ofSeconds(5)).candidate(A, Act.fails(1, limited(6)));
        KeelsonException failure = failure(late);
        assertThat(late.called()).hasSize(1);
        assertThat(failure.retryAfter())
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6)));

        ScriptedStep longer = step().within(Duration.ofMinutes(9)).candidate(B, Act.fails(1, limited(61)));
        assertThat(failure(longer).code()).isEqualTo(ErrorCode.NO_MODEL_AVAILABLE);
        assertThat(longer.called()).hasSize(1);
    }

    @Test
    void sendsNothingMoreToATargetWithoutQuotaUntilNextMonthOrACheck() {
        failOnce(A, ErrorType.QUOTA_EXHAUSTED);
        assertThat(status(A).exclusion()).isEqualTo(Exclusion.QUOTA_EXHAUSTED);
        assertThat(status(A).excludedUntil()).isEqualTo("2026-12-01T00:00:00Z");
        board.credentialAccepted("alpha");
        assertThat(status(A).exclusion()).isEqualTo(Exclusion.QUOTA_EXHAUSTED);

        board.restored("alpha");

        assertThat(answer(step().candidate(A, Act.answers(1))).target()).isEqualTo(A);
    }

    @Test
    void sendsNothingMoreToAProviderThatRefusedTheCredential() {
        failOnce(A, ErrorType.AUTHENTICATION);
        ScriptedStep next = step().candidate(A, Act.answers(1));

        KeelsonException failure = failure(next);

        assertThat(failure.code()).isEqualTo(ErrorCode.NO_MODEL_AVAILABLE);
        assertThat(failure.text()).contains("alpha/a").contains("credential");
        assertThat(next.called()).isEmpty();
        board.credentialAccepted("alpha");
        assertThat(answer(step().candidate(A, Act.answers(1))).target()).isEqualTo(A);
    }

    @Test
    void abandonsAHangingStreamAtTheFirstTokenLimit() {
        ScriptedStep step = step().streamed().candidate(A, Act.hangs()).candidate(B, Act.answers(300));

        assertThat(answer(step).target()).isEqualTo(B);
        assertThat(step.startedAfter(2)).isEqualTo(10_000);
        assertThat(step.cancelled()).isEqualTo(1);
        assertThat(step.heard()).isEqualTo("text");
    }

    @Test
    void leavesTimeForTheNextCandidateWhenAnAnswerIsNotStreamed() {
        ScriptedStep step =
                step().candidate(A, Act.hangs()).candidate(B, Act.hangs()).candidate(C, Act.answers(1));

        assertThat(answer(step).target()).isEqualTo(C);
        assertThat(step.startedAfter(2)).isEqualTo(20_000);
        assertThat(step.startedAfter(3)).isEqualTo(40_000);
    }

    @Test
    void givesTheOnlyHealthyCandidateAllTheTime() {
        ScriptedStep step = step().candidate(A, Act.answers(59_000));

        assertThat(answer(step).target()).isEqualTo(A);
    }

    @Test
    void endsAtTheDeadline() {
        ScriptedStep step = step().within(Duration.ofSeconds(4)).candidate(A, Act.hangs());

        assertThat(failure(step).code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
        assertThat(step.cancelled()).isEqualTo(1);
    }

    @Test
    void failsOverUnnoticedBeforeTheFirstText() {
        Act cut = Act.fails(200, new PluginException(ErrorType.UNAVAILABLE, "cut"));
        ScriptedStep step = step().streamed().candidate(A, cut).candidate(B, Act.answers(10));

        assertThat(answer(step).target()).isEqualTo(B);
        assertThat(step.heard()).isEqualTo("text");
    }

    @Test
    void neverRepeatsTextAfterTheFirstOne() {
        Act cut = new Act(
                Duration.ofMillis(200), List.of("one ", "two "), new PluginException(ErrorType.UNAVAILABLE, "cut"));
        ScriptedStep step = step().streamed().candidate(A, cut).candidate(B, Act.answers(10));

        KeelsonException failure = failure(step);

        assertThat(failure.code()).isEqualTo(ErrorCode.STREAM_INTERRUPTED);
        assertThat(step.heard()).isEqualTo("one two ");
        assertThat(step.called()).containsExactly(A);
    }

    @Test
    void interruptsAStreamThatFallsSilent() {
        Act silent = new Act(Duration.ofSeconds(40), List.of("one ", "two "), null);
        ScriptedStep step = step().streamed().candidate(A, silent).candidate(B, Act.answers(10));
        // The first piece would come after the limit of the first token.
        assertThat(answer(step).target()).isEqualTo(B);

        Act stalls = new Act(Duration.ofSeconds(40), List.of("1", "2", "3", "4", "5"), null);
        ScriptedStep alive = step().streamed().candidate(A, stalls);
        assertThat(answer(alive).target()).isEqualTo(A);

        Act gap = new Act(Duration.ofSeconds(32), List.of("1", "2"), null);
        ScriptedStep idle = within16(gap);
        assertThat(failure(idle).code()).isEqualTo(ErrorCode.STREAM_INTERRUPTED);
    }

    /** The first piece comes at once, the second after 16 s. */
    private ScriptedStep within16(Act gap) {
        return step().streamed().candidate(C, attempt -> {
            time.after(
                    Duration.ofMillis(1), () -> assertThat(attempt.takes("now")).isTrue());
            return gap;
        });
    }

    @Test
    void startsASecondCandidateWhenTheFirstIsSlowerThanItsUsualSlowest() {
        learnLatency(A, 100);
        ScriptedStep step = step().hedged().candidate(A, Act.answers(5_000)).candidate(B, Act.answers(50));

        assertThat(answer(step).target()).isEqualTo(B);
        assertThat(step.startedAfter(2)).isBetween(99L, 101L);
        assertThat(step.attempts().get(1).start().reason()).isEqualTo(Reason.HEDGE);
        assertThat(step.attempts().get(0).isLost()).isTrue();
        assertThat(step.cancelled()).isEqualTo(1);
        assertThat(status(A).inFlight() + status(B).inFlight()).isZero();
    }

    @Test
    void startsNoSecondCandidateUnlessTheAgentWantsIt() {
        learnLatency(A, 100);
        ScriptedStep step = step().candidate(A, Act.answers(5_000)).candidate(B, Act.answers(50));

        assertThat(answer(step).target()).isEqualTo(A);
        assertThat(step.called()).containsExactly(A);
    }

    @Test
    void onlyOneOfTwoStreamsIsHeard() {
        learnFirstText(A, 100);
        ScriptedStep step = step().streamed()
                .hedged()
                .candidate(A, new Act(Duration.ofMillis(400), List.of("a1", "a2"), null))
                .candidate(B, new Act(Duration.ofMillis(300), List.of("b1", "b2"), null));

        assertThat(answer(step).target()).isEqualTo(A);
        assertThat(step.called()).containsExactly(A, B);
        assertThat(step.heard()).isEqualTo("a1a2");
    }

    @Test
    void waitsForTheHedgeWhenTheFirstFails() {
        learnLatency(A, 100);
        ScriptedStep step = step().hedged()
                .candidate(A, Act.fails(200, new PluginException(ErrorType.UNAVAILABLE, "down")))
                .candidate(B, Act.answers(400));

        assertThat(answer(step).target()).isEqualTo(B);
        assertThat(step.called()).containsExactly(A, B);
    }

    @Test
    void shedsAtOnceWhenEveryProviderIsAtItsLimit() {
        board = board(withConcurrency(new Concurrency(2, 2, 2, 4)));
        failover = failover();
        List<Future<Answer>> running = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            running.add(failover.call(step().candidate(A, Act.answers(500)).candidate(B, Act.answers(500))));
        }
        ScriptedStep fifth = step().candidate(A, Act.answers(1)).candidate(B, Act.answers(1));

        Future<Answer> shed = failover.call(fifth);

        assertThat(shed.failed()).isTrue();
        assertThat(((KeelsonException) shed.cause()).code()).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(((KeelsonException) shed.cause()).retryAfter()).contains(Duration.ofSeconds(1));
        time.advance(MINUTE);
        assertThat(running).allMatch(Future::succeeded);
        assertThat(answer(step().candidate(A, Act.answers(1))).target()).isEqualTo(A);
    }

    @Test
    void aDeadProviderGetsNoMoreThanAFifthOnTop() {
        var patient = new ResilienceConfig.Breaking(
                1_000_000, 1, 1_000_000, MINUTE, Duration.ofSeconds(30), Duration.ofSeconds(30));
        ResilienceConfig usual = ResilienceConfig.DEFAULT;
        board = board(new ResilienceConfig(usual.retry(), patient, usual.waits(), usual.concurrency(), usual.probe()));
        failover = failover();
        int calls = 0;
        for (int i = 0; i < 1_000; i++) {
            ScriptedStep step =
                    step().candidate(A, Act.fails(ErrorType.UNAVAILABLE)).candidate(B, Act.answers(1));
            assertThat(answer(step).target()).isEqualTo(B);
            calls += step.called().size() - 1;
        }

        assertThat(calls).isBetween(1_200, 1_211);
    }

    @Test
    void failsFastOnceBreakersAreOpenAndSaysWhy() {
        failOnce(B, ErrorType.AUTHENTICATION);
        for (int i = 0; i < 3; i++) {
            Future<Answer> failing = failover.call(step().candidate(A, Act.fails(ErrorType.UNAVAILABLE)));
            time.advance(Duration.ofSeconds(2));
            assertThat(failing.failed()).isTrue();
        }
        ScriptedStep step = step().candidate(A, Act.answers(1)).candidate(B, Act.answers(1));

        Future<Answer> result = failover.call(step);

        assertThat(result.failed()).isTrue();
        var failure = (KeelsonException) result.cause();
        assertThat(failure.text())
                .contains("alpha/a: its circuit breaker is open")
                .contains("beta/b: its provider");
        assertThat(failure.retryAfter()).isPresent();
    }

    private void failOnce(Target target, ErrorType type) {
        assertThat(failure(step().candidate(target, Act.fails(type))).code()).isEqualTo(ErrorCode.NO_MODEL_AVAILABLE);
    }

    private void learnLatency(Target target, long millis) {
        for (int i = 0; i < 20; i++) {
            assertThat(answer(step().candidate(target, Act.answers(millis))).target())
                    .isEqualTo(target);
        }
    }

    private void learnFirstText(Target target, long millis) {
        for (int i = 0; i < 20; i++) {
            assertThat(answer(step().streamed().candidate(target, Act.answers(millis)))
                            .target())
                    .isEqualTo(target);
        }
    }

    private ScriptedStep step() {
        return new ScriptedStep(time);
    }

    private Answer answer(ScriptedStep step) {
        Future<Answer> result = failover.call(step);
        time.advance(MINUTE);
        assertThat(result.succeeded()).as(() -> "failed: " + result.cause()).isTrue();
        return result.result();
    }

    private KeelsonException failure(ScriptedStep step) {
        Future<Answer> result = failover.call(step);
        time.advance(MINUTE);
        assertThat(result.failed()).isTrue();
        return (KeelsonException) result.cause();
    }

    private String failureOrAnswer(ScriptedStep step) {
        Future<Answer> result = failover.call(step);
        time.advance(MINUTE);
        return result.succeeded() ? result.result().target().id() : String.valueOf(result.cause());
    }

    private TargetStatus status(Target target) {
        return board.state(target).status();
    }

    private TargetHealthBoard board(ResilienceConfig config) {
        return new TargetHealthBoard(time.vertx(), new TargetHealthBoard.Parts(config, time.clock(), time.ticker()));
    }

    private Failover failover() {
        return new Failover(new Failover.Parts(time.vertx(), board, time.ticker(), new Random(7)));
    }

    private static ResilienceConfig withConcurrency(Concurrency limits) {
        ResilienceConfig usual = ResilienceConfig.DEFAULT;
        return new ResilienceConfig(usual.retry(), usual.breaker(), usual.waits(), limits, usual.probe());
    }

    private static PluginException limited(int seconds) {
        return new PluginException(ErrorType.RATE_LIMITED, "slow down").withRetryAfter(Duration.ofSeconds(seconds));
    }
}
