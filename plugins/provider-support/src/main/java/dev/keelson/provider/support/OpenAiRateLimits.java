package dev.keelson.provider.support;

import dev.keelson.plugin.api.provider.RateLimits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code x-ratelimit-*} headers of OpenAI and of the servers that copy them. A header that is missing, negative
 * or not understood says nothing.
 */
public final class OpenAiRateLimits {
    private static final String REQUESTS = "requests";
    private static final String TOKENS = "tokens";
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Pattern COUNT = Pattern.compile("\\d{1,18}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");
    private static final Pattern PART = Pattern.compile("(" + SECONDS + ")(ms|us|\u00b5s|ns|h|m|s)");
    private static final Map<String, Double> NANOS =
            Map.of("ns", 1.0, "us", 1e3, "\u00b5s", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h", 3600e9);

    private OpenAiRateLimits() {}

    public static RateLimits of(ResponseHead head) {
        RateLimits limits = RateLimits.unknown();
        OptionalLong requests = count(head, "remaining", REQUESTS);
        if (requests.isPresent()) {
            limits = limits.withRemainingRequests(requests.getAsLong());
        }
        OptionalLong tokens = count(head, "remaining", TOKENS);
        if (tokens.isPresent()) {
            limits = limits.withRemainingTokens(tokens.getAsLong());
        }
        return reset(head).map(limits::withReset).orElse(limits);
    }

    /** Of the limit with the smaller part left; of the one that takes longer where that is not known. */
    private static Optional<Duration> reset(ResponseHead head) {
        Optional<Duration> requests = wait(head, REQUESTS);
        Optional<Duration> tokens = wait(head, TOKENS);
        if (requests.isEmpty() || tokens.isEmpty()) {
            return requests.or(() -> tokens);
        }
        double requestsLeft = partLeft(head, REQUESTS);
        double tokensLeft = partLeft(head, TOKENS);
        if (requestsLeft < tokensLeft) {
            return requests;
        }
        if (tokensLeft < requestsLeft) {
            return tokens;
        }
        return requests.get().compareTo(tokens.get()) >= 0 ? requests : tokens;
    }

    /** Not a number, which compares as smaller than nothing, when it is not known. */
    private static double partLeft(ResponseHead head, String what) {
        OptionalLong limit = count(head, "limit", what);
        OptionalLong remaining = count(head, "remaining", what);
        boolean known = limit.isPresent() && limit.getAsLong() > 0 && remaining.isPresent();
        return known ? (double) remaining.getAsLong() / limit.getAsLong() : Double.NaN;
    }

    private static OptionalLong count(ResponseHead head, String kind, String what) {
        Optional<String> digits =
                header(head, kind, what).filter(text -> COUNT.matcher(text).matches());
        return digits.isPresent() ? OptionalLong.of(Long.parseLong(digits.get())) : OptionalLong.empty();
    }

    private static Optional<Duration> wait(ResponseHead head, String what) {
        return header(head, "reset", what)
                .flatMap(OpenAiRateLimits::duration)
                .filter(wait -> wait.compareTo(LONGEST) <= 0);
    }

    private static Optional<String> header(ResponseHead head, String kind, String what) {
        return head.header("x-ratelimit-" + kind + "-" + what).map(String::strip);
    }

    /** {@code 6m0s}, {@code 20ms}, {@code 1h2m3.5s}, or seconds without a unit. */
    private static Optional<Duration> duration(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(nanos(Double.parseDouble(text) * 1e9));
        }
        Matcher part = PART.matcher(text);
        double sum = 0;
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            sum += Double.parseDouble(part.group(1)) * NANOS.getOrDefault(part.group(2), 0.0);
            end = part.end();
        }
        return end > 0 && end == text.length() ? Optional.of(nanos(sum)) : Optional.empty();
    }

    private static Duration nanos(double value) {
        return Duration.ofNanos((long) Math.ceil(value));
    }
}
