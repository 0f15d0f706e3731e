package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.provider.Usage;
import dev.keelson.provider.support.JsonFields;

/** Reads token counts. The upstream counts input apart from what was read from or written to its cache. */
final class UsageMapper {
    private UsageMapper() {}

    static Usage map(JsonFields usage) {
        long cached = usage.count("cache_read_input_tokens");
        long written = usage.count("cache_creation_input_tokens");
        long thinking = usage.object("output_tokens_details")
                .map(details -> details.count("thinking_tokens"))
                .orElse(0L);
        return Usage.of(usage.count("input_tokens") + cached + written, usage.count("output_tokens"))
                .withCachedInputTokens(cached)
                .withCacheWriteTokens(written)
                .withReasoningTokens(thinking);
    }
}
