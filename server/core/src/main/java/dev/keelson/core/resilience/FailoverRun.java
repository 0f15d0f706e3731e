package dev.keelson.core.resilience;

import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.resilience.Attempt.Reason;
import dev.keelson.core.resilience.ResilienceConfig.Retrying;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The attempts of one model step. Confined to the execution's context. */
final class FailoverRun {
    /** A timer may fire a little before the clock says that a pause is over. */
    private static final Duration AFTER_PAUSE = Duration.ofMillis(5);

    private final Failover shared;
    private final ModelStep step;
    private final Retrying config;
    private final List<CandidateState> candidates = new ArrayList<>();
    private final List<OpenAttempt> open = new ArrayList<>(2);
    private final Promise<Answer> promise = Promise.promise();
    private int calls;
    private int tooLong;
    private boolean done;
    private long hedgeTimer = -1;
    /** The attempt whose text the caller has seen. */
    private @Nullable OpenAttempt voice;

    FailoverRun(Failover shared, ModelStep step) {
        this.shared = shared;
        this.step = step;
        config = shared.config().retry();
        step.candidates()
                .forEach(target ->
                        candidates.add(new CandidateState(shared.board().state(target))));
    }

    Future<Answer> run() {
        goOn(null);
        return promise.future();
    }

    Failover shared() {
        return shared;
    }

    ModelStep step() {
        return step;
    }

    /** True when the attempt's text may go on: the first to have one silences the others. */
    boolean mayTalk(OpenAttempt attempt) {
        if (voice == null && !done) {
            voice = attempt;
            giveUpOthers(attempt);
        }
        return voice == attempt;
    }

    void answered(OpenAttempt attempt, ChatResponse response) {
        open.remove(attempt);
        if (!done) {
            done();
            giveUpOthers(attempt);
            promise.complete(new Answer(attempt.candidate().target(), response));
        }
    }

    /** The step must end, or do without this attempt, for a reason that is not the provider's. */
    void refused(OpenAttempt attempt, KeelsonException refusal) {
        open.remove(attempt);
        attempt.candidate().leftOut(refusal.text());
        if (open.isEmpty()) {
            fail(refusal);
        }
    }

    void failed(OpenAttempt attempt, Throwable failure) {
        open.remove(attempt);
        attempt.candidate().failed(failure);
        step.failed(attempt.attempt(), failure);
        if (done) {
            return;
        }
        if (step.deadline().isOver()) {
            fail(step.deadlineExceeded());
        } else if (voice == attempt) {
            fail(StepFailures.interrupted(attempt.candidate(), failure));
        } else if (isFinal(failure)) {
            fail(StepFailures.of(failure));
        } else if (open.isEmpty()) {
            goOn(attempt.candidate());
        }
    }

    private boolean isFinal(Throwable failure) {
        if (failure instanceof PluginException known && known.type() == ErrorType.CONTEXT_LENGTH) {
            // One other model may have a larger window; asking all of them would only cost time.
            return ++tooLong > 1;
        }
        return !FailureClass.of(failure).isMovable();
    }

    private void goOn(@Nullable CandidateState failed) {
        if (calls >= config.callsPerStep()) {
            giveUp();
            return;
        }
        if (failed != null && failed.retryComesFirst() && hasCallToSpare(failed) && tryRetry(failed)) {
            return;
        }
        if (tryUntried(false) || tryUntried(true)) {
            return;
        }
        for (CandidateState each : candidates) {
            if (tryRetry(each)) {
                return;
            }
        }
        giveUp();
    }

    /** Another provider comes before another model of one that has just failed: most failures are a whole provider's. */
    private boolean tryUntried(boolean atFailedProviders) {
        for (CandidateState each : candidates) {
            if (each.isUntried()
                    && hasFailed(each.target().provider()) == atFailedProviders
                    && tryStart(each, calls == 0 ? Reason.FIRST : Reason.FAILOVER, Duration.ZERO)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasFailed(String provider) {
        for (CandidateState each : candidates) {
            if (each.failure() != null && each.target().provider().equals(provider)) {
                return true;
            }
        }
        return false;
    }

    /** Whether every other candidate could still have its turn after a retry. */
    private boolean hasCallToSpare(CandidateState candidate) {
        return config.callsPerStep() - calls > othersLeft(candidate);
    }

    private boolean tryRetry(CandidateState candidate) {
        if (!candidate.mayRetry(config.triesPerTarget())) {
            return false;
        }
        Duration wait = waitBefore(candidate);
        if (wait.compareTo(step.deadline().remaining()) >= 0 || wait.compareTo(config.maxRetryAfter()) > 0) {
            return leaveOut(candidate, "the wait before another try is too long");
        }
        if (!shared.budget().tryRetry()) {
            return leaveOut(candidate, "too many retries are under way");
        }
        if (!candidate.state().provider().tokens().tryTake()) {
            shared.budget().retryEnded();
            return leaveOut(candidate, "the provider's retry budget is used up");
        }
        shared.vertx().setTimer(Math.max(1, wait.toMillis()), due -> retry(candidate, wait));
        return true;
    }

    private Duration waitBefore(CandidateState candidate) {
        Duration backoff = shared.backoff().before(candidate.tries());
        Duration asked = candidate.retryAfter();
        return asked == null || asked.compareTo(backoff) < 0 ? backoff : asked.plus(AFTER_PAUSE);
    }

    private void retry(CandidateState candidate, Duration waited) {
        if (step.deadline().isOver()) {
            shared.budget().retryEnded();
            fail(step.deadlineExceeded());
        } else if (!tryStart(candidate, Reason.RETRY, waited)) {
            shared.budget().retryEnded();
            goOn(null);
        }
    }

    private boolean tryStart(CandidateState candidate, Reason reason, Duration waited) {
        String obstacle = step.obstacle(candidate.target());
        if (obstacle != null) {
            return leaveOut(candidate, obstacle);
        }
        TargetState state = candidate.state();
        TargetStatus.Exclusion exclusion = state.exclusion();
        if (exclusion != null) {
            return leaveOut(candidate, StepFailures.text(exclusion));
        }
        BreakerState breaker = state.breaker().state();
        Breaker.Pass pass = state.breaker().tryEnter();
        if (pass == null) {
            return leaveOut(candidate, "its circuit breaker is open after repeated failures");
        }
        var room = state.provider().limit().tryAcquire();
        if (room == null) {
            pass.ended(null);
            candidate.full();
            return leaveOut(candidate, "its provider has as many calls in flight as it bears now");
        }
        calls++;
        candidate.started();
        var start = new Attempt.Start(calls, reason, waited, breaker, limit(candidate));
        var attempt = new OpenAttempt(this, candidate, new OpenAttempt.Leave(pass, room), start);
        open.add(attempt);
        attempt.start();
        hedgeLater(attempt, reason);
        return true;
    }

    /** A streamed call shows early whether it hangs; any other gets its share of the time, so that the next has one too. */
    private Duration limit(CandidateState candidate) {
        Duration left = step.deadline().remaining();
        int others = step.isStreamed(candidate.target()) ? 0 : othersLeft(candidate);
        if (others == 0) {
            return left;
        }
        Duration share = left.dividedBy(others + 1L);
        Duration least = shared.config().waits().minAttempt();
        Duration limit = share.compareTo(least) < 0 ? least : share;
        return limit.compareTo(left) < 0 ? limit : left;
    }

    /**
     * How long a streamed call may show nothing. With nobody else to turn to there is no use in giving up: a server that
     * loads its model first is slow only once.
     */
    Duration firstSign(CandidateState candidate, Duration limit) {
        Duration usual = shared.config().waits().firstToken().multipliedBy(step.patience());
        return othersLeft(candidate) == 0 || limit.compareTo(usual) < 0 ? limit : usual;
    }

    /** How many other candidates could still be tried. */
    private int othersLeft(CandidateState than) {
        int left = 0;
        for (CandidateState each : candidates) {
            if (each != than && each.isUntried() && looksUsable(each.state())) {
                left++;
            }
        }
        return left;
    }

    private boolean leaveOut(CandidateState candidate, String reason) {
        candidate.leftOut(reason);
        step.leftOut(candidate.target(), reason);
        return false;
    }

    private void hedgeLater(OpenAttempt attempt, Reason reason) {
        if (reason != Reason.FIRST || done || !step.mayHedge() || candidates.size() < 2) {
            return;
        }
        CandidateState candidate = attempt.candidate();
        OptionalDouble p95 = candidate.state().p95Millis(step.isStreamed(candidate.target()));
        if (p95.isPresent()) {
            hedgeTimer = shared.vertx().setTimer(Math.max(1, Math.round(p95.getAsDouble())), due -> hedge(attempt));
        }
    }

    private void hedge(OpenAttempt slow) {
        boolean wanted = !done && voice == null && open.size() == 1 && open.contains(slow);
        if (!wanted || calls >= config.callsPerStep()) {
            return;
        }
        for (CandidateState each : candidates) {
            if (each.isUntried() && tryHedge(each)) {
                return;
            }
        }
    }

    private boolean tryHedge(CandidateState candidate) {
        if (!shared.budget().tryRetry()) {
            return false;
        }
        if (candidate.state().provider().tokens().tryTake() && tryStart(candidate, Reason.HEDGE, Duration.ZERO)) {
            return true;
        }
        shared.budget().retryEnded();
        return false;
    }

    private void giveUpOthers(OpenAttempt winner) {
        for (OpenAttempt each : List.copyOf(open)) {
            if (each != winner) {
                open.remove(each);
                each.lose();
            }
        }
    }

    private void giveUp() {
        fail(StepFailures.noneLeft(candidates, calls));
    }

    private void fail(KeelsonException failure) {
        if (!done) {
            done();
            List.copyOf(open).forEach(OpenAttempt::lose);
            promise.fail(failure);
        }
    }

    private void done() {
        done = true;
        if (hedgeTimer >= 0) {
            boolean unused = shared.vertx().cancelTimer(hedgeTimer);
        }
    }

    private static boolean looksUsable(TargetState state) {
        return state.exclusion() == null && state.breaker().state() != BreakerState.OPEN;
    }
}
