package dev.keelson.provider.support;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads how long an upstream asks to wait: milliseconds, seconds or a date. */
public final class RetryAfter {
    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    public static Optional<Duration> of(ResponseHead head, Clock clock) {
        Optional<Duration> millis = head.header("retry-after-ms").flatMap(text -> number(text, 1));
        return millis.or(() -> head.header("retry-after")
                        .flatMap(text -> number(text, 1_000).or(() -> date(text, clock))))
                .filter(wait -> wait.compareTo(LONGEST) <= 0);
    }

    private static Optional<Duration> number(String text, int millisEach) {
        try {
            double value = Double.parseDouble(text.strip()) * millisEach;
            boolean sensible = value >= 0 && value <= LONGEST.toMillis();
            return sensible ? Optional.of(Duration.ofMillis((long) Math.ceil(value))) : Optional.empty();
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> date(String text, Clock clock) {
        try {
            Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from);
            Duration wait = Duration.between(clock.instant(), until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
