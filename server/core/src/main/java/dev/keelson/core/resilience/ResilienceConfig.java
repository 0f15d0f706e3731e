package dev.keelson.core.resilience;

import java.time.Duration;

/** Numbers of the resilience layer. */
public record ResilienceConfig(
        Retrying retry, Breaking breaker, Waiting waits, Concurrency concurrency, Probing probe) {

    /** Suits hosted models. */
    public static final ResilienceConfig DEFAULT = new ResilienceConfig(
            Retrying.DEFAULT, Breaking.DEFAULT, Waiting.DEFAULT, Concurrency.DEFAULT, Probing.DEFAULT);

    /**
     * When a call is tried again.
     *
     * @param triesPerTarget 1 to 4
     * @param callsPerStep calls of providers that one model step may make, hedges included
     * @param minBackoff the shortest wait before a retry
     * @param maxBackoff the longest wait before the first retry; doubles with each
     * @param maxRetryAfter the longest wait that a provider may ask for and get
     * @param budget share of the calls in flight that may be retries or hedges
     * @param minBudget retries or hedges that may always be in flight
     */
    public record Retrying(
            int triesPerTarget,
            int callsPerStep,
            Duration minBackoff,
            Duration maxBackoff,
            Duration maxRetryAfter,
            double budget,
            int minBudget) {
        public static final Retrying DEFAULT =
                new Retrying(2, 4, Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofSeconds(60), 0.2, 3);
    }

    /**
     * When a breaker opens, and for how long.
     *
     * @param consecutiveFailures that open it
     * @param failureRatio that opens it once there are {@code minCalls} in the window
     * @param open time open after the first opening; the n-th in a row takes n times as long
     * @param maxOpen the longest time open
     */
    public record Breaking(
            int consecutiveFailures,
            double failureRatio,
            int minCalls,
            Duration window,
            Duration open,
            Duration maxOpen) {
        public static final Breaking DEFAULT =
                new Breaking(5, 0.5, 20, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(300));
    }

    /**
     * How long an attempt may stay silent.
     *
     * @param firstToken until the first sign of a streamed answer
     * @param idle between two signs of a streamed answer
     * @param minAttempt the least time for an answer that is not streamed while another candidate is left
     */
    public record Waiting(Duration firstToken, Duration idle, Duration minAttempt) {
        public static final Waiting DEFAULT =
                new Waiting(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(5));
    }

    /**
     * How many calls may be in flight at one provider; moves between the bounds with what the provider bears.
     *
     * @param slowFactor an answer that took this many times the provider's usual time shrinks the limit
     */
    public record Concurrency(int initial, int min, int max, double slowFactor) {
        public static final Concurrency DEFAULT = new Concurrency(1_000, 20, 4_000, 4);
    }

    /**
     * How the health of providers is checked without calls of callers.
     *
     * @param sick period for targets whose breaker is open or whose credential was refused
     * @param all period for every provider in use; zero switches it off
     */
    public record Probing(Duration sick, Duration all, Duration timeout) {
        public static final Probing DEFAULT = new Probing(Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(5));
    }
}
