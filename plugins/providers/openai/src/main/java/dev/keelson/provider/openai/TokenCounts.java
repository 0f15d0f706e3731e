package dev.keelson.provider.openai;

import dev.keelson.plugin.api.provider.Usage;
import dev.keelson.provider.support.JsonFields;

/** Reads token counts, which both forms of the API give under the names of their own and with the same details. */
final class TokenCounts {
    private TokenCounts() {}

    /** {@code input}, {@code output}: names of the two sums; their details are named after them. */
    static Usage of(JsonFields usage, String input, String output) {
        return Usage.of(usage.count(input), usage.count(output))
                .withCachedInputTokens(detail(usage, input, "cached_tokens"))
                .withCacheWriteTokens(detail(usage, input, "cache_write_tokens"))
                .withReasoningTokens(detail(usage, output, "reasoning_tokens"));
    }

    private static long detail(JsonFields usage, String sum, String name) {
        return usage.object(sum + "_details")
                .map(details -> details.count(name))
                .orElse(0L);
    }
}
