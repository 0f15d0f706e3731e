package dev.keelson.core.resilience;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Recent latencies of one kind of call in milliseconds. Guarded by its owner. */
final class Latencies {
    private static final int SAMPLES = 128;
    private static final int MIN_SAMPLES = 20;
    /** Sorting is spared while few samples are new. */
    private static final int STALE_AFTER = 8;

    private static final double WEIGHT = 0.1;

    private final double[] ring = new double[SAMPLES];
    private long count;
    private double mean;
    private double p95;
    private long p95Count;

    void add(double millis) {
        ring[(int) (count % SAMPLES)] = millis;
        mean = count == 0 ? millis : mean + WEIGHT * (millis - mean);
        count++;
    }

    /** Exponentially weighted; empty before the first. */
    OptionalDouble mean() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(mean);
    }

    /** Empty before there are 20 samples. */
    OptionalDouble p95() {
        if (count < MIN_SAMPLES) {
            return OptionalDouble.empty();
        }
        if (p95Count == 0 || count - p95Count >= STALE_AFTER) {
            double[] sorted = Arrays.copyOf(ring, (int) Math.min(count, SAMPLES));
            Arrays.sort(sorted);
            p95 = sorted[(int) Math.ceil(sorted.length * 0.95) - 1];
            p95Count = count;
        }
        return OptionalDouble.of(p95);
    }
}
