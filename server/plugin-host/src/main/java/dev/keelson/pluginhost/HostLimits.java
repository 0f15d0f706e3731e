package dev.keelson.pluginhost;

import java.time.Duration;

/**
 * How much time, how many threads and how many calls one plugin gets.
 *
 * @param startTimeout for a plugin's constructor, start and factories, and for binding one tool or evaluator
 * @param drainTimeout how long a replaced plugin may go on serving what was bound to it and the calls in flight
 * @param callGrace added to a call's own timeout before the host cuts the call
 * @param evaluationTimeout for one evaluation, which has no timeout of its own
 * @param workers threads per plugin that enter its code, and as many again for the work that it hands over itself
 * @param queuedCalls calls that may wait for one of the workers
 * @param callsInFlight calls that a plugin may have accepted, but not answered
 */
public record HostLimits(
        Duration startTimeout,
        Duration drainTimeout,
        Duration callGrace,
        Duration evaluationTimeout,
        int workers,
        int queuedCalls,
        int callsInFlight) {

    public HostLimits {
        requirePositive("startTimeout", startTimeout.toMillis());
        requirePositive("evaluationTimeout", evaluationTimeout.toMillis());
        requirePositive("workers", workers);
        requirePositive("queuedCalls", queuedCalls);
        requirePositive("callsInFlight", callsInFlight);
    }

    /** 10 s to start, 30 s to drain, 250 ms grace, 60 s per evaluation, 8 workers, 256 queued, 2,048 in flight. */
    public static HostLimits defaults() {
        return new HostLimits(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMillis(250),
                Duration.ofSeconds(60),
                8,
                256,
                2_048);
    }

    /** A copy with other times to start and to drain. */
    public HostLimits withTimeouts(Duration start, Duration drain) {
        return new HostLimits(start, drain, callGrace, evaluationTimeout, workers, queuedCalls, callsInFlight);
    }

    /** A copy with another number of threads and of calls that may wait for them. */
    public HostLimits withWorkers(int threads, int queue) {
        return new HostLimits(startTimeout, drainTimeout, callGrace, evaluationTimeout, threads, queue, callsInFlight);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
        }
    }
}
