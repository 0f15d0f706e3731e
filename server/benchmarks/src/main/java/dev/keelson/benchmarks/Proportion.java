package dev.keelson.benchmarks;

import java.util.Locale;

/** How many of a number of trials succeeded, with what that says about the share in general. */
record Proportion(long successes, long trials) {
    /** Of the normal distribution, for 95 %. */
    private static final double Z = 1.959964;

    Proportion {
        if (successes < 0 || trials < 1 || successes > trials) {
            throw new IllegalArgumentException("successes: " + successes + " (expected: 0 to " + trials + ")");
        }
    }

    double share() {
        return (double) successes / trials;
    }

    /** Lower end of the Wilson interval at 95 %. */
    double low() {
        return Math.max(0, centre() - halfWidth());
    }

    /** Upper end of the Wilson interval at 95 %. */
    double high() {
        return Math.min(1, centre() + halfWidth());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%5.1f %%  [%5.1f, %5.1f]  n=%d", 100 * share(), 100 * low(), 100 * high(), trials);
    }

    private double centre() {
        return (share() + Z * Z / (2 * trials)) / (1 + Z * Z / trials);
    }

    private double halfWidth() {
        double variance = share() * (1 - share()) / trials + Z * Z / (4.0 * trials * trials);
        return Z * Math.sqrt(variance) / (1 + Z * Z / trials);
    }
}
