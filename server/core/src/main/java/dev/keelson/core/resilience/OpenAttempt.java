package dev.keelson.core.resilience;

import com.netflix.concurrency.limits.Limiter;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.resilience.Attempt.Reason;
import dev.keelson.core.resilience.ResilienceConfig.Waiting;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * An attempt under way: watches its time, and tells breaker, limit and board how it ended. Confined to the execution's
 * context.
 */
final class OpenAttempt implements Attempt.Signs {
    private final FailoverRun run;
    private final Failover shared;
    private final CandidateState candidate;
    private final Leave leave;
    private final Attempt attempt;
    private final boolean streamed;
    private final long startedAt;
    private Duration firstSign = Duration.ZERO;
    private long timer = -1;
    private long lastSign;
    private boolean signed;
    private boolean ended;

    OpenAttempt(FailoverRun run, CandidateState candidate, Leave leave, Attempt.Start start) {
        this.run = run;
        this.candidate = candidate;
        this.leave = leave;
        attempt = new Attempt(candidate.target(), start, this);
        shared = run.shared();
        streamed = run.step().isStreamed(candidate.target());
        startedAt = shared.ticker().read();
        lastSign = startedAt;
    }

    /** Leave of the breaker and room within the limit, to be given back. */
    record Leave(Breaker.Pass pass, Limiter.Listener room) {}

    CandidateState candidate() {
        return candidate;
    }

    Attempt attempt() {
        return attempt;
    }

    void start() {
        shared.budget().callStarted();
        if (attempt.start().reason() != Reason.RETRY) {
            candidate.state().provider().tokens().firstTry();
        }
        Future<ChatResponse> call = call();
        if (!call.isComplete()) {
            firstSign = run.firstSign(candidate, attempt.start().limit());
            watch(
                    streamed
                            ? shorter(firstSign, waiting().idle())
                            : attempt.start().limit());
        }
        call.onComplete(this::answered, this::failed);
    }

    /** Gives it up because another is faster, or because the step is over. */
    void lose() {
        if (end()) {
            attempt.lose();
            leave.pass.ended(null);
            leave.room.onIgnore();
            attempt.cancellation().cancel(new PluginException(ErrorType.TIMEOUT, "given up: another was faster"));
        }
    }

    @Override
    public boolean sign(boolean hasText) {
        if (ended) {
            return false;
        }
        lastSign = shared.ticker().read();
        if (!signed) {
            signed = true;
            candidate.state().firstSign(Duration.ofNanos(lastSign - startedAt));
        }
        return hasText && run.mayTalk(this);
    }

    private Future<ChatResponse> call() {
        try {
            return run.step().call(attempt);
        } catch (RuntimeException fault) {
            return Future.failedFuture(fault);
        }
    }

    private void watch(Duration time) {
        Duration left = run.step().deadline().remaining();
        // The deadline must be over when the timer says so, and whole milliseconds end before it is.
        long millis = time.compareTo(left) < 0 ? time.toMillis() : left.toMillis() + 1;
        timer = shared.vertx().setTimer(Math.max(1, millis), due -> timeIsUp());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void timeIsUp() {
        if (ended) {
            return;
        }
        if (run.step().deadline().isOver()) {
            giveUp("the execution's time was over");
            return;
        }
        if (!streamed) {
            giveUp("no answer within " + attempt.start().limit().toMillis() + " ms");
            return;
        }
        Duration allowed = signed ? waiting().idle() : firstSign;
        Duration left = allowed.minusNanos(shared.ticker().read() - lastSign);
        if (left.toMillis() > 0) {
            watch(left);
        } else {
            giveUp((signed ? "nothing more within " : "no sign of an answer within ") + allowed.toMillis() + " ms");
        }
    }

    private void giveUp(String why) {
        var late = new PluginException(ErrorType.TIMEOUT, why);
        attempt.cancellation().cancel(late);
        failed(late);
    }

    private void answered(ChatResponse response) {
        if (!end()) {
            return;
        }
        Duration time = Duration.ofNanos(shared.ticker().read() - startedAt);
        if (streamed && !signed) {
            candidate.state().firstSign(time);
        }
        boolean slow =
                candidate.state().answered(time, shared.config().concurrency().slowFactor());
        leave.pass.ended(true);
        if (slow) {
            leave.room.onDropped();
        } else {
            leave.room.onSuccess();
        }
        run.answered(this, response);
    }

    private void failed(Throwable failure) {
        if (!end()) {
            return;
        }
        if (failure instanceof KeelsonException refusal) {
            leave.pass.ended(null);
            leave.room.onIgnore();
            run.refused(this, refusal);
            return;
        }
        candidate.state().failed(failure);
        leave.pass.ended(isUnhealthy(failure) ? Boolean.FALSE : null);
        if (isOverload(failure)) {
            leave.room.onDropped();
        } else {
            leave.room.onIgnore();
        }
        run.failed(this, failure);
    }

    /** True for the first of all ways to end. */
    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        if (timer >= 0) {
            boolean unused = shared.vertx().cancelTimer(timer);
        }
        shared.budget().callEnded();
        Reason reason = attempt.start().reason();
        if (reason == Reason.RETRY || reason == Reason.HEDGE) {
            shared.budget().retryEnded();
        }
        return true;
    }

    /** A provider that says when to come back is well: the pause that it asked for is enough. */
    private static boolean isUnhealthy(Throwable failure) {
        return FailureClass.of(failure).isUnhealthy()
                && !(failure instanceof PluginException known
                        && known.type() == ErrorType.RATE_LIMITED
                        && known.retryAfter().isPresent());
    }

    private static boolean isOverload(Throwable failure) {
        return failure instanceof PluginException known
                && switch (known.type()) {
                    case RATE_LIMITED, TIMEOUT, UNAVAILABLE -> true;
                    case INVALID_REQUEST,
                            CONFIG,
                            AUTHENTICATION,
                            NOT_FOUND,
                            CONTEXT_LENGTH,
                            CONTENT_FILTER,
                            UNSUPPORTED,
                            QUOTA_EXHAUSTED,
                            MALFORMED_RESPONSE,
                            BLOCKED,
                            INTERNAL -> false;
                };
    }

    private Waiting waiting() {
        return shared.config().waits();
    }
}
