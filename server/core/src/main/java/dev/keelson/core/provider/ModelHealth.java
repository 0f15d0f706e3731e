package dev.keelson.core.provider;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one model of a provider stands on this node.
 *
 * @param latencyMillis exponentially weighted mean of answered calls; null before the first
 * @param errorRate share of recent calls that failed, 0 to 1
 * @param errors how many calls failed, by class of error
 * @param problem why it is left out for now beside the breaker, such as a used-up quota; null when it is not
 * @param inFlight calls under way
 * @param concurrencyLimit how many may be under way; null when there is no limit
 */
public record ModelHealth(
        String model,
        Breaker breaker,
        @Nullable Double latencyMillis,
        double errorRate,
        Map<String, Long> errors,
        @Nullable String problem,
        int inFlight,
        @Nullable Integer concurrencyLimit) {

    public ModelHealth {
        errors = Map.copyOf(errors);
    }

    /** State of the model's circuit breaker. */
    public enum Breaker {
        CLOSED,
        OPEN,
        HALF_OPEN
    }
}
