package dev.keelson.core.resilience;

import dev.keelson.core.resilience.ResilienceConfig.Retrying;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps retries and hedges a small share of the calls in flight, so that they can't make an overload worse. Safe for
 * concurrent use.
 */
final class RetryBudget {
    private final Retrying config;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();

    RetryBudget(Retrying config) {
        this.config = config;
    }

    void callStarted() {
        inFlight.incrementAndGet();
    }

    void callEnded() {
        inFlight.decrementAndGet();
    }

    /** True takes room for one retry, from its wait on until {@link #retryEnded}. */
    boolean tryRetry() {
        int allowed = Math.max(config.minBudget(), (int) (inFlight.get() * config.budget()));
        if (retries.incrementAndGet() <= allowed) {
            return true;
        }
        retries.decrementAndGet();
        return false;
    }

    void retryEnded() {
        retries.decrementAndGet();
    }
}
