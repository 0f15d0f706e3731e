package dev.keelson.core.routing;

import dev.keelson.plugin.api.provider.Usage;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Prices of tokens in USD per 1,000,000, which is 1,000 nano-USD per token.
 *
 * @param cachedInput of tokens read from the provider's cache; null charges them as input
 * @param cacheWrite of tokens written to the provider's cache; null charges them as input
 */
public record TokenRates(
        BigDecimal input,
        BigDecimal output,
        @Nullable BigDecimal cachedInput,
        @Nullable BigDecimal cacheWrite) {
    private static final BigDecimal NANO_USD_PER_TOKEN = BigDecimal.valueOf(1_000);

    /** Nano-USD without rounding; never negative, whatever a provider counts. */
    BigDecimal exactNanoUsd(Usage usage) {
        long cached = Math.max(0, usage.cachedInputTokens());
        long written = Math.max(0, usage.cacheWriteTokens());
        long plain = Math.max(0, usage.inputTokens() - cached - written);
        return times(input, plain)
                .add(times(Objects.requireNonNullElse(cachedInput, input), cached))
                .add(times(Objects.requireNonNullElse(cacheWrite, input), written))
                .add(times(output, Math.max(0, usage.outputTokens())))
                .multiply(NANO_USD_PER_TOKEN);
    }

    /** Nano-USD that so many tokens cost at most, whichever part of the input is cached. */
    BigDecimal atMostNanoUsd(long inputTokens, long outputTokens) {
        BigDecimal dearest = input.max(Objects.requireNonNullElse(cachedInput, input))
                .max(Objects.requireNonNullElse(cacheWrite, input));
        return times(dearest, Math.max(0, inputTokens))
                .add(times(output, Math.max(0, outputTokens)))
                .multiply(NANO_USD_PER_TOKEN);
    }

    private static BigDecimal times(BigDecimal price, long tokens) {
        return price.multiply(BigDecimal.valueOf(tokens));
    }
}
