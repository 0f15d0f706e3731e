package dev.keelson.plugin.api.evaluator;

import java.util.Objects;

/** A judgement: 0 is worst, 1 is best. */
public final class EvaluationScore {
    private final double value;
    private final boolean passed;
    private final String reason;

    private EvaluationScore(double value, boolean passed, String reason) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("value: " + value + " (expected: 0 to 1)");
        }
        this.value = value;
        this.passed = passed;
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    public static EvaluationScore passed(double value, String reason) {
        return new EvaluationScore(value, true, reason);
    }

    public static EvaluationScore failed(double value, String reason) {
        return new EvaluationScore(value, false, reason);
    }

    public double value() {
        return value;
    }

    public boolean isPassed() {
        return passed;
    }

    /** One or two sentences for people. */
    public String reason() {
        return reason;
    }
}
