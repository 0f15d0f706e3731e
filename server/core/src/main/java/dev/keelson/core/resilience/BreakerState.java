package dev.keelson.core.resilience;

import java.util.Locale;

/** Whether a breaker lets calls pass. */
public enum BreakerState {
    CLOSED,
    OPEN,
    /** One call at a time probes whether to close. */
    HALF_OPEN;

    /** The name as it stands in answers and traces: {@code half_open}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
