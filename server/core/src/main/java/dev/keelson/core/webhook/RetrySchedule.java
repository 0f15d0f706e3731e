package dev.keelson.core.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When a delivery is tried again: ten attempts over three days, each a little off so that many don't come at once. */
final class RetrySchedule {
    /** What lies between an attempt and the next. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** A receiver can't put a delivery off for longer. */
    static final Duration MAX_RETRY_AFTER = Duration.ofHours(24);

    private static final double JITTER = 0.1;

    private final RandomGenerator random;

    RetrySchedule(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The time of the next attempt; empty after the last.
     *
     * @param made attempts so far
     * @param retryAfter what the receiver asked for, seconds or a date; not sooner than the schedule says
     */
    Optional<Instant> next(int made, Instant now, @Nullable String retryAfter) {
        if (made > PAUSES.size()) {
            return Optional.empty();
        }
        long pause = PAUSES.get(made - 1).toMillis();
        Instant scheduled = now.plusMillis(pause + (long) (pause * JITTER * random.nextDouble()));
        Instant asked = asked(now, retryAfter);
        return Optional.of(asked.isAfter(scheduled) ? asked : scheduled);
    }

    private static Instant asked(Instant now, @Nullable String retryAfter) {
        if (retryAfter == null) {
            return now;
        }
        Instant latest = now.plus(MAX_RETRY_AFTER);
        Instant asked = retryAfter.matches("\\d{1,9}")
                ? now.plusSeconds(Long.parseLong(retryAfter))
                : date(retryAfter).orElse(now);
        return asked.isAfter(latest) ? latest : asked;
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
