package dev.keelson.core.resilience;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/** The moment by which an execution must have ended, on a clock that never jumps. */
public final class Deadline {
    private final Ticker ticker;
    private final long endNanos;

    private Deadline(Ticker ticker, long endNanos) {
        this.ticker = ticker;
        this.endNanos = endNanos;
    }

    public static Deadline after(Duration time, Ticker ticker) {
        return new Deadline(ticker, ticker.read() + time.toNanos());
    }

    /** At least 1 ms, so that it can be given to a timer. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(1_000_000, endNanos - ticker.read()));
    }

    public boolean isOver() {
        return endNanos - ticker.read() <= 0;
    }
}
