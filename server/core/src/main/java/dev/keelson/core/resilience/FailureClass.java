package dev.keelson.core.resilience;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.util.Locale;

/** What follows from a failed call: whether to try again, elsewhere, and what it says about the target's health. */
enum FailureClass {
    /** Worth a second try at the same target. */
    PASSING(true, true, true),
    /** Worth a second try, but elsewhere first: the same target would probably cost as much time again. */
    PASSING_ELSEWHERE(true, true, true),
    /** Another candidate may do better; this one will not soon. */
    LASTING(false, true, true),
    /** Says nothing about health; another candidate may be able to. */
    UNABLE(false, true, false),
    /** Would be the same everywhere. */
    FINAL(false, false, false);

    private final boolean retryable;
    private final boolean movable;
    private final boolean unhealthy;

    FailureClass(boolean retryable, boolean movable, boolean unhealthy) {
        this.retryable = retryable;
        this.movable = movable;
        this.unhealthy = unhealthy;
    }

    static FailureClass of(Throwable failure) {
        return failure instanceof PluginException known ? of(known.type()) : LASTING;
    }

    private static FailureClass of(ErrorType type) {
        return switch (type) {
            case UNAVAILABLE -> PASSING;
            case RATE_LIMITED, TIMEOUT, MALFORMED_RESPONSE -> PASSING_ELSEWHERE;
            case NOT_FOUND, CONFIG, BLOCKED, INTERNAL -> LASTING;
            case AUTHENTICATION, QUOTA_EXHAUSTED, UNSUPPORTED, CONTEXT_LENGTH -> UNABLE;
            case INVALID_REQUEST, CONTENT_FILTER -> FINAL;
        };
    }

    /** The class as it stands in traces and answers. */
    static String name(Throwable failure) {
        return failure instanceof PluginException known
                ? known.type().name().toLowerCase(Locale.ROOT)
                : failure.getClass().getSimpleName();
    }

    boolean isRetryable() {
        return retryable;
    }

    boolean isMovable() {
        return movable;
    }

    /** Whether the breaker counts it. */
    boolean isUnhealthy() {
        return unhealthy;
    }
}
