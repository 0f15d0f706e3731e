package dev.keelson.core.resilience;

import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.provider.Cancellation;
import java.time.Duration;
import java.util.Locale;

/** One call of a provider within a model step. Confined to the execution's context. */
public final class Attempt {
    private final Target target;
    private final Start start;
    private final Signs signs;
    private final Cancellation cancellation = new Cancellation();
    private boolean lost;

    Attempt(Target target, Start start, Signs signs) {
        this.target = target;
        this.start = start;
        this.signs = signs;
    }

    /** Why an attempt is made. */
    public enum Reason {
        FIRST,
        RETRY,
        FAILOVER,
        HEDGE;

        /** The name as it stands in traces. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is fixed when an attempt starts.
     *
     * @param number 1 for the first of the step
     * @param waited before it
     * @param breaker state that let it through
     * @param limit for the whole call
     */
    public record Start(int number, Reason reason, Duration waited, BreakerState breaker, Duration limit) {}

    /** Hears that the provider is at work. */
    interface Signs {
        /** True when this attempt's text may go on to the caller. */
        boolean sign(boolean hasText);
    }

    public Target target() {
        return target;
    }

    public Start start() {
        return start;
    }

    /** Is cancelled when the attempt is given up. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** To be asked for each text that arrives, the empty ones included; true when it goes on to the caller. */
    public boolean takes(String text) {
        return signs.sign(!text.isEmpty());
    }

    /** Whether it was given up because another candidate was faster. */
    public boolean isLost() {
        return lost;
    }

    void lose() {
        lost = true;
    }
}
