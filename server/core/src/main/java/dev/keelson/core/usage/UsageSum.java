package dev.keelson.core.usage;

/**
 * Sums of calls.
 *
 * @param inputTokens with those from a cache
 * @param costNanoUsd of the calls whose price is known
 * @param unpricedCalls calls whose price is unknown; their cost is in no sum
 */
public record UsageSum(
        long calls, long inputTokens, long cachedInputTokens, long outputTokens, long costNanoUsd, long unpricedCalls) {
    public static final UsageSum ZERO = new UsageSum(0, 0, 0, 0, 0, 0);

    static UsageSum of(CallUsage used) {
        return new UsageSum(
                1,
                used.tokens().inputTokens(),
                used.tokens().cachedInputTokens(),
                used.tokens().outputTokens(),
                used.cost().nanoUsd().orElse(0),
                used.cost().nanoUsd().isPresent() ? 0 : 1);
    }

    public UsageSum plus(UsageSum other) {
        return new UsageSum(
                Usd.sum(calls, other.calls),
                Usd.sum(inputTokens, other.inputTokens),
                Usd.sum(cachedInputTokens, other.cachedInputTokens),
                Usd.sum(outputTokens, other.outputTokens),
                Usd.sum(costNanoUsd, other.costNanoUsd),
                Usd.sum(unpricedCalls, other.unpricedCalls));
    }
}
