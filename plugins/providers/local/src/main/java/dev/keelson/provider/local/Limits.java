package dev.keelson.provider.local;

import org.jspecify.annotations.Nullable;

/**
 * What a schema asks of a value beside its type.
 */
record Limits(
        boolean required,
        boolean nullable,
        Bounds bounds,
        @Nullable String pattern) {

    static final Limits NONE = new Limits(true, false, Bounds.NONE, null);

    /** Whether an answer without this value is still valid. */
    boolean canBeLeftOut() {
        return !required || nullable;
    }

    /** A closed range; infinite where the schema sets no bound. */
    record Bounds(double min, double max) {
        static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

        boolean allow(double value) {
            return value >= min && value <= max;
        }
    }
}
