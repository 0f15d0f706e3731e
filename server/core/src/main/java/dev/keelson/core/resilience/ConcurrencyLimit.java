package dev.keelson.core.resilience;

import com.github.benmanes.caffeine.cache.Ticker;
import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import dev.keelson.core.resilience.ResilienceConfig.Concurrency;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many calls may be in flight at one provider: one more after each good answer while more than half is in use, a tenth
 * less after each sign of overload. Nothing waits. Safe for concurrent use.
 */
final class ConcurrencyLimit {
    private static final double BACKOFF = 0.9;

    private final SimpleLimiter<Void> limiter;

    ConcurrencyLimit(Concurrency config, Ticker ticker) {
        // What is slow is told by onDropped: a fixed time would fit no two models.
        AIMDLimit limit = AIMDLimit.newBuilder()
                .initialLimit(config.initial())
                .minLimit(config.min())
                .maxLimit(config.max())
                .backoffRatio(BACKOFF)
                .timeout(1, TimeUnit.DAYS)
                .build();
        limiter =
                SimpleLimiter.newBuilder().limit(limit).nanoClock(ticker::read).build();
    }

    /** Room for one call, to be given back in one of the listener's three ways; null when there is none. */
    Limiter.@Nullable Listener tryAcquire() {
        return limiter.acquire(null).orElse(null);
    }

    int inFlight() {
        return limiter.getInflight();
    }

    int limit() {
        return limiter.getLimit();
    }
}
