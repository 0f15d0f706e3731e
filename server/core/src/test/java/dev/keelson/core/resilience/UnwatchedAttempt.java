package dev.keelson.core.resilience;

import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.resilience.Attempt.Reason;
import java.time.Duration;

/** Makes attempts that nothing watches and nothing gives up. */
public final class UnwatchedAttempt {
    private UnwatchedAttempt() {}

    /** The first attempt of a step, whose text always goes on to the caller. */
    public static Attempt first(Target target, Duration limit) {
        var start = new Attempt.Start(1, Reason.FIRST, Duration.ZERO, BreakerState.CLOSED, limit);
        return new Attempt(target, start, hasText -> hasText);
    }
}
