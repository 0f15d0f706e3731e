package dev.keelson.core.usage;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The time after which a budget starts again from zero, in UTC. */
public enum BudgetWindow {
    HOUR(ChronoUnit.HOURS),
    DAY(ChronoUnit.DAYS),
    MONTH(ChronoUnit.MONTHS),
    /** Never starts again. */
    TOTAL(ChronoUnit.FOREVER);

    private final ChronoUnit unit;

    BudgetWindow(ChronoUnit unit) {
        this.unit = unit;
    }

    /** The start of the window that holds this time. */
    public Instant start(Instant time) {
        return switch (this) {
            case HOUR, DAY -> time.truncatedTo(unit);
            case MONTH ->
                OffsetDateTime.ofInstant(time, ZoneOffset.UTC)
                        .withDayOfMonth(1)
                        .truncatedTo(ChronoUnit.DAYS)
                        .toInstant();
            case TOTAL -> Instant.EPOCH;
        };
    }

    /** When the window with this start ends; null for never. */
    public @Nullable Instant end(Instant start) {
        return this == TOTAL
                ? null
                : OffsetDateTime.ofInstant(start, ZoneOffset.UTC).plus(1, unit).toInstant();
    }

    /** The name as it stands in requests and answers: {@code month}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
