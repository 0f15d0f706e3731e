package dev.keelson.benchmarks;

import java.time.Duration;
import java.util.List;

/** How long and how hard the load benchmark measures. */
record LoadPlan(int rounds, Duration cell, Duration maxWarmUp, long warmUpRequests, int connections, int perSecond) {
    /** About three minutes. */
    static final LoadPlan FULL = new LoadPlan(5, Duration.ofSeconds(5), Duration.ofSeconds(60), 60_000, 32, 500);

    /** About 40 seconds, for a first impression: too short for the compiler of a JVM to come to rest. */
    static final LoadPlan QUICK = new LoadPlan(3, Duration.ofSeconds(2), Duration.ofSeconds(6), 30_000, 32, 500);

    static LoadPlan of(List<String> arguments) {
        return arguments.contains("--quick") ? QUICK : FULL;
    }
}
