package dev.keelson.core.resilience;

import dev.keelson.core.resilience.ResilienceConfig.Retrying;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before a retry: any time up to a bound that doubles, so that callers do not come back together. */
final class Backoff {
    private static final Duration CAP = Duration.ofSeconds(8);

    private final Retrying config;
    private final RandomGenerator random;

    Backoff(Retrying config, RandomGenerator random) {
        this.config = config;
        this.random = random;
    }

    /** {@code retry}: 1 for the first. */
    Duration before(int retry) {
        long min = config.minBackoff().toMillis();
        long max = Math.min(CAP.toMillis(), config.maxBackoff().toMillis() << Math.min(10, retry - 1));
        return Duration.ofMillis(max <= min ? min : random.nextLong(min, max + 1));
    }
}
