package dev.keelson.core.resilience;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The retries that one provider has earned: each first try adds a fifth, each retry takes one. A provider that only fails
 * gets no more than a fifth on top of its calls. Safe for concurrent use.
 */
final class RetryTokens {
    private static final long ONE = 1_000;
    private static final long MAX = 20 * ONE;

    private final long earned;
    private final AtomicLong tokens = new AtomicLong(MAX / 2);

    RetryTokens(double budget) {
        earned = Math.round(budget * ONE);
    }

    void firstTry() {
        if (tokens.get() < MAX) {
            tokens.addAndGet(earned);
        }
    }

    boolean tryTake() {
        if (tokens.addAndGet(-ONE) >= 0) {
            return true;
        }
        tokens.addAndGet(ONE);
        return false;
    }
}
