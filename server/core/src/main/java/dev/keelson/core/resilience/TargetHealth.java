package dev.keelson.core.resilience;

import java.util.OptionalDouble;

/** What recent calls say about each model at each provider. {@code target}: {@code provider/model}. */
public interface TargetHealth {

    /** Nothing is known about any target. */
    TargetHealth UNKNOWN = new TargetHealth() {
        @Override
        public OptionalDouble latencyMillis(String target) {
            return OptionalDouble.empty();
        }

        @Override
        public double errorRate(String target) {
            return 0;
        }
    };

    /** Exponentially weighted mean of answered calls; empty before the first. */
    OptionalDouble latencyMillis(String target);

    /** Share of recent calls that failed in a way that says something about the target's health, 0 to 1. */
    double errorRate(String target);
}
