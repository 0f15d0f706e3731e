package dev.keelson.adminui;

import dev.keelson.core.resilience.TargetStatus;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The health of one model as a table shows it.
 *
 * @param state for people, such as {@code breaker open}
 * @param tone class of the word's colour
 * @param since when it took this state; null when nobody knows
 */
public record HealthRow(
        String model,
        String state,
        String tone,
        @Nullable Instant since,
        String latency,
        String p95,
        String errorRate,
        String errors,
        String inFlight) {
    private static final String UNKNOWN = "-";
    private static final double MICROS_IN_MILLI = 1_000;
    /** Share of failed calls from which nobody would call it working. */
    private static final double FAILING = 0.5;

    static HealthRow of(TargetStatus status) {
        return new HealthRow(
                status.model(),
                state(status),
                tone(status),
                status.breakerSince(),
                duration(status.latencyMillis()),
                duration(status.p95Millis()),
                String.format(Locale.ROOT, "%.1f %%", 100 * status.errorRate()),
                errors(status.errors()),
                status.inFlight() + " of " + status.concurrencyLimit());
    }

    private static String state(TargetStatus status) {
        TargetStatus.Exclusion exclusion = status.exclusion();
        if (exclusion != null) {
            return switch (exclusion) {
                case CREDENTIAL_REFUSED -> "credential refused";
                case QUOTA_EXHAUSTED -> "quota used up";
                case COOLING -> "pausing as asked";
            };
        }
        return switch (status.breaker()) {
            case CLOSED -> closed(status);
            case OPEN -> "breaker open";
            case HALF_OPEN -> "trying again";
        };
    }

    private static String closed(TargetStatus status) {
        if (status.calls() == 0) {
            return "not called yet";
        }
        return isFailing(status) ? "failing" : "working";
    }

    /** Before its breaker opens, too. */
    static boolean isFailing(TargetStatus status) {
        return status.calls() > 0 && status.errorRate() >= FAILING;
    }

    private static String tone(TargetStatus status) {
        if (status.exclusion() != null) {
            return status.exclusion() == TargetStatus.Exclusion.COOLING ? "warn" : "bad";
        }
        return switch (status.breaker()) {
            case CLOSED -> isFailing(status) ? "warn" : status.calls() == 0 ? "" : "good";
            case OPEN -> "bad";
            case HALF_OPEN -> "warn";
        };
    }

    private static String duration(@Nullable Double millis) {
        return millis == null ? UNKNOWN : new Format().duration(Math.round(millis * MICROS_IN_MILLI));
    }

    private static String errors(Map<String, Long> errors) {
        return errors.isEmpty()
                ? UNKNOWN
                : errors.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey().replace('_', ' ') + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }
}
