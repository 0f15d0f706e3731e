package dev.keelson.provider.google;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how long Google asks to wait: decimal seconds with an {@code s}, such as {@code 45.837906927s}. */
final class RetryDelay {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)s");
    private static final Pattern SAID = Pattern.compile("[Rr]etry in (\\d{1,9}(?:\\.\\d{1,9})?)s");

    private RetryDelay() {}

    static Optional<Duration> parse(String text) {
        Matcher matcher = SECONDS.matcher(text.strip());
        return matcher.matches() ? duration(matcher.group(1)) : Optional.empty();
    }

    /** The same in the words of a message. */
    static Optional<Duration> in(String message) {
        Matcher matcher = SAID.matcher(message);
        return matcher.find() ? duration(matcher.group(1)) : Optional.empty();
    }

    private static Optional<Duration> duration(String seconds) {
        Duration wait =
                Duration.ofNanos(new BigDecimal(seconds).movePointRight(9).longValueExact());
        return wait.compareTo(LONGEST) <= 0 ? Optional.of(wait) : Optional.empty();
    }
}
