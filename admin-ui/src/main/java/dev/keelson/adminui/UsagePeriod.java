package dev.keelson.adminui;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The time that the usage page looks back. */
public enum UsagePeriod {
    DAY("day", "Last 24 hours", Duration.ofDays(1)),
    WEEK("week", "Last 7 days", Duration.ofDays(7)),
    MONTH("month", "Last 30 days", Duration.ofDays(30)),
    YEAR("year", "Last 365 days", Duration.ofDays(365));

    static final Map<String, UsagePeriod> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(UsagePeriod::id, Function.identity()));

    private final String id;
    private final String title;
    private final Duration length;

    UsagePeriod(String id, String title, Duration length) {
        this.id = id;
        this.title = title;
        this.length = length;
    }

    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    Instant before(Instant now) {
        return now.minus(length);
    }
}
