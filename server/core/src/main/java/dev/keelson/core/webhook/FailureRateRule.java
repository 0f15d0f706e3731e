package dev.keelson.core.webhook;

import dev.keelson.core.error.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * When so many executions fail that a webhook is told.
 *
 * @param threshold share of failed executions, above 0 and at most 1
 * @param minExecutions how many there must be within the window before the share means anything
 * @param window how far back executions count, in whole minutes
 */
public record FailureRateRule(double threshold, int minExecutions, Duration window) {
    public static final FailureRateRule DEFAULT = new FailureRateRule(0.2, 20, Duration.ofMinutes(5));
    public static final Duration MAX_WINDOW = Duration.ofHours(1);
    private static final int MAX_EXECUTIONS = 1_000_000;

    public FailureRateRule {
        Objects.requireNonNull(window, "window");
    }

    /** Everything that is wrong. */
    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        if (!(threshold > 0 && threshold <= 1)) {
            violations.add(violation("threshold", "threshold: " + threshold + " (expected: above 0, at most 1)"));
        }
        if (minExecutions < 1 || minExecutions > MAX_EXECUTIONS) {
            violations.add(violation(
                    "minExecutions", "minExecutions: " + minExecutions + " (expected: 1 to " + MAX_EXECUTIONS + ")"));
        }
        boolean wholeMinutes = window.equals(Duration.ofMinutes(window.toMinutes()));
        if (!wholeMinutes || window.toMinutes() < 1 || window.compareTo(MAX_WINDOW) > 0) {
            violations.add(violation("windowMinutes", "window: " + window + " (expected: 1 to 60 whole minutes)"));
        }
        return violations;
    }

    private static Violation violation(String field, String message) {
        return Violation.at("/failureRate/" + field, "range", message);
    }
}
