package dev.keelson.core.routing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a model's tokens cost, by length of the input and by date.
 *
 * @param longContext null when the price does not depend on the length
 * @param change null when no change is announced
 */
public record ModelPrices(
        TokenRates rates,
        @Nullable LongContext longContext,
        @Nullable PriceChange change) {

    /** Rates of the whole request, its output too, when it has more input tokens than {@code above}. */
    public record LongContext(long above, TokenRates rates) {}

    /** Rates from the start of a day in UTC on. Those for long contexts stay. */
    public record PriceChange(LocalDate effective, TokenRates rates) {}

    TokenRates at(LocalDate day, long inputTokens) {
        if (longContext != null && inputTokens > longContext.above()) {
            return longContext.rates();
        }
        return change != null && !day.isBefore(change.effective()) ? change.rates() : rates;
    }
}
