package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.provider.Usage;
import dev.keelson.provider.support.JsonFields;

/** Reads token counts. Upstreams that count nothing give no usage. */
final class UsageMapper {
    private UsageMapper() {}

    static Usage map(JsonFields usage) {
        return Usage.of(usage.count("prompt_tokens"), usage.count("completion_tokens"))
                .withCachedInputTokens(detail(usage, "prompt_tokens_details", "cached_tokens"))
                .withCacheWriteTokens(detail(usage, "prompt_tokens_details", "cache_write_tokens"))
                .withReasoningTokens(detail(usage, "completion_tokens_details", "reasoning_tokens"));
    }

    private static long detail(JsonFields usage, String group, String name) {
        return usage.object(group).map(details -> details.count(name)).orElse(0L);
    }
}
