package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.provider.RateLimits;
import dev.keelson.provider.support.ResponseHead;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads the {@code anthropic-ratelimit-*} headers. What is missing or makes no sense is unknown. */
final class RateLimitHeaders {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final ResponseHead head;
    private final Clock clock;

    private RateLimitHeaders(ResponseHead head, Clock clock) {
        this.head = head;
        this.clock = clock;
    }

    static RateLimits read(ResponseHead head, Clock clock) {
        return new RateLimitHeaders(head, clock).read();
    }

    private RateLimits read() {
        RateLimits limits = RateLimits.unknown();
        OptionalLong requests = number("requests", "remaining");
        if (requests.isPresent()) {
            limits = limits.withRemainingRequests(requests.getAsLong());
        }
        OptionalLong tokens = remainingTokens();
        if (tokens.isPresent()) {
            limits = limits.withRemainingTokens(tokens.getAsLong());
        }
        return reset().map(limits::withReset).orElse(limits);
    }

    /** The upstream's own sum of what holds now, or the tighter of the two kinds. */
    private OptionalLong remainingTokens() {
        OptionalLong all = number("tokens", "remaining");
        return all.isPresent()
                ? all
                : Stream.of("input-tokens", "output-tokens")
                        .map(kind -> number(kind, "remaining"))
                        .flatMapToLong(OptionalLong::stream)
                        .min();
    }

    /** Until the limit of which the smallest part is left is full again. */
    private Optional<Duration> reset() {
        return List.of("requests", "tokens", "input-tokens", "output-tokens").stream()
                .filter(kind -> wait(kind).isPresent())
                .min(Comparator.comparingDouble(this::partLeft))
                .flatMap(this::wait);
    }

    /** A limit that is not known counts as untouched. */
    private double partLeft(String kind) {
        long limit = number(kind, "limit").orElse(0);
        OptionalLong remaining = number(kind, "remaining");
        return limit == 0 || remaining.isEmpty() ? 1 : (double) remaining.getAsLong() / limit;
    }

    private Optional<Duration> wait(String kind) {
        try {
            return header(kind, "reset")
                    .map(text -> OffsetDateTime.parse(text).toInstant())
                    .map(until -> Duration.between(clock.instant(), until))
                    .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                    .filter(wait -> wait.compareTo(LONGEST) <= 0);
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /** Empty below zero, too: that is how some gateways say that they do not know. */
    private OptionalLong number(String kind, String field) {
        Optional<String> text = header(kind, field).filter(digits -> digits.matches("\\d{1,18}"));
        return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get())) : OptionalLong.empty();
    }

    private Optional<String> header(String kind, String field) {
        return head.header("anthropic-ratelimit-" + kind + "-" + field).map(String::strip);
    }
}
