package dev.keelson.provider.openai;

import dev.keelson.plugin.api.provider.RateLimits;
import dev.keelson.provider.support.ResponseHead;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the {@code x-ratelimit-*} headers. What is missing, negative or makes no sense is unknown. */
final class RateLimitHeaders {
    private static final Pattern DURATION =
            Pattern.compile("(?:(\\d{1,4})d)?(?:(\\d{1,6})h)?(?:(\\d{1,8})m)?(?:(\\d{1,9}(?:\\.\\d{1,9})?)s)?"
                    + "(?:(\\d{1,12}(?:\\.\\d{1,9})?)ms)?");
    private static final int MILLIS_OF_A_SECOND = 1_000;

    private final ResponseHead head;

    private RateLimitHeaders(ResponseHead head) {
        this.head = head;
    }

    static RateLimits of(ResponseHead head) {
        return new RateLimitHeaders(head).read();
    }

    /** A duration such as {@code 6m0s} or {@code 20ms}. */
    static Optional<Duration> duration(String text) {
        Matcher parts = DURATION.matcher(text.strip());
        if (text.isBlank() || !parts.matches()) {
            return Optional.empty();
        }
        double seconds =
                number(parts, 1) * 86_400 + number(parts, 2) * 3_600 + number(parts, 3) * 60 + number(parts, 4);
        return Optional.of(Duration.ofMillis(Math.round(seconds * MILLIS_OF_A_SECOND + number(parts, 5))));
    }

    private RateLimits read() {
        RateLimits limits = RateLimits.unknown();
        OptionalLong requests = count("remaining-requests");
        if (requests.isPresent()) {
            limits = limits.withRemainingRequests(requests.getAsLong());
        }
        OptionalLong tokens = count("remaining-tokens");
        if (tokens.isPresent()) {
            limits = limits.withRemainingTokens(tokens.getAsLong());
        }
        return resetOfTheTighter().map(limits::withReset).orElse(limits);
    }

    private Optional<Duration> resetOfTheTighter() {
        Optional<Duration> requests = header("reset-requests").flatMap(RateLimitHeaders::duration);
        Optional<Duration> tokens = header("reset-tokens").flatMap(RateLimitHeaders::duration);
        return share("tokens") < share("requests") ? tokens.or(() -> requests) : requests.or(() -> tokens);
    }

    /** How much of a limit is left, from 0 to 1; more than that when it is unknown. */
    private double share(String what) {
        OptionalLong limit = count("limit-" + what);
        OptionalLong remaining = count("remaining-" + what);
        boolean known = limit.isPresent() && remaining.isPresent() && limit.getAsLong() > 0;
        return known ? (double) remaining.getAsLong() / limit.getAsLong() : Double.MAX_VALUE;
    }

    private OptionalLong count(String name) {
        return header(name)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    private Optional<String> header(String name) {
        return head.header("x-ratelimit-" + name).map(String::strip);
    }

    private static double number(Matcher parts, int group) {
        String text = parts.group(group);
        return text == null ? 0 : Double.parseDouble(text);
    }
}
