package dev.keelson.core.resilience;

import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.plugin.api.PluginException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of one candidate within a model step. Confined to the execution's context. */
final class CandidateState {
    private final TargetState target;
    private int tries;
    private boolean done;
    private boolean full;
    private @Nullable Throwable failure;
    private String reason = "was not tried";

    CandidateState(TargetState target) {
        this.target = target;
    }

    TargetState state() {
        return target;
    }

    Target target() {
        return target.target();
    }

    void started() {
        tries++;
    }

    void leftOut(String why) {
        done = true;
        reason = failure == null ? why : reason + ", then: " + why;
    }

    /** No room at the provider. */
    void full() {
        full = true;
    }

    void failed(Throwable cause) {
        failure = cause;
        reason = FailureClass.name(cause) + ": " + Objects.requireNonNullElse(cause.getMessage(), "no message");
        done |= !FailureClass.of(cause).isRetryable();
    }

    boolean isUntried() {
        return tries == 0 && !done;
    }

    boolean mayRetry(int triesPerTarget) {
        return tries > 0 && tries < triesPerTarget && !done && failure != null;
    }

    /** Whether the same target comes before the next candidate. */
    boolean retryComesFirst() {
        return failure != null && FailureClass.of(failure) == FailureClass.PASSING && retryAfter() == null;
    }

    int tries() {
        return tries;
    }

    boolean isFull() {
        return full;
    }

    /** Of the last attempt; null when there was none or it has not failed. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    @Nullable
    Duration retryAfter() {
        return failure instanceof PluginException known ? known.retryAfter().orElse(null) : null;
    }

    /** {@code provider/model: why it gave no answer}. */
    String report() {
        return target().id() + ": " + reason;
    }
}
