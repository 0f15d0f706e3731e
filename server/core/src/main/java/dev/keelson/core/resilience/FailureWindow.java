package dev.keelson.core.resilience;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/** Counts calls and failures of the last while, in ten slices. Guarded by its owner. */
final class FailureWindow {
    private static final int SLICES = 10;

    private final Ticker ticker;
    private final long sliceNanos;
    private final int[] calls = new int[SLICES];
    private final int[] failures = new int[SLICES];
    private long current;
    private int consecutive;

    FailureWindow(Ticker ticker, Duration window) {
        this.ticker = ticker;
        sliceNanos = Math.max(1, window.toNanos() / SLICES);
        current = Math.floorDiv(ticker.read(), sliceNanos);
    }

    void good() {
        calls[slot()]++;
        consecutive = 0;
    }

    void bad() {
        int slot = slot();
        calls[slot]++;
        failures[slot]++;
        consecutive++;
    }

    int consecutiveFailures() {
        return consecutive;
    }

    int calls() {
        return sum(calls);
    }

    /** 0 without calls. */
    double failureRatio() {
        int all = calls();
        return all == 0 ? 0 : (double) sum(failures) / all;
    }

    void clear() {
        for (int i = 0; i < SLICES; i++) {
            calls[i] = 0;
            failures[i] = 0;
        }
        consecutive = 0;
    }

    private int sum(int[] counts) {
        advance();
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    private int slot() {
        advance();
        return Math.floorMod(current, SLICES);
    }

    /** Empties the slices that the clock has passed. */
    private void advance() {
        long now = Math.floorDiv(ticker.read(), sliceNanos);
        long passed = Math.min(now - current, SLICES);
        for (long i = 1; i <= passed; i++) {
            int slot = Math.floorMod(current + i, SLICES);
            calls[slot] = 0;
            failures[slot] = 0;
        }
        current = now;
    }
}
