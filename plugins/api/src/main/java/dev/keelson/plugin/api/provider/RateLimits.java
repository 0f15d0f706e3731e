package dev.keelson.plugin.api.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a provider's answer said about the room that is left in its rate limits; what it did not say is empty. */
public final class RateLimits {
    private static final RateLimits UNKNOWN = new RateLimits(OptionalLong.empty(), OptionalLong.empty(), null);

    private final OptionalLong remainingRequests;
    private final OptionalLong remainingTokens;
    private final @Nullable Duration reset;

    private RateLimits(OptionalLong remainingRequests, OptionalLong remainingTokens, @Nullable Duration reset) {
        this.remainingRequests = remainingRequests;
        this.remainingTokens = remainingTokens;
        this.reset = reset;
    }

    public static RateLimits unknown() {
        return UNKNOWN;
    }

    public RateLimits withRemainingRequests(long requests) {
        return new RateLimits(OptionalLong.of(requests), remainingTokens, reset);
    }

    public RateLimits withRemainingTokens(long tokens) {
        return new RateLimits(remainingRequests, OptionalLong.of(tokens), reset);
    }

    /** {@code wait}: until the tighter of the limits is full again. */
    public RateLimits withReset(Duration wait) {
        return new RateLimits(remainingRequests, remainingTokens, wait);
    }

    public OptionalLong remainingRequests() {
        return remainingRequests;
    }

    public OptionalLong remainingTokens() {
        return remainingTokens;
    }

    public Optional<Duration> reset() {
        return Optional.ofNullable(reset);
    }
}
