package dev.keelson.provider.google;

import dev.keelson.plugin.api.provider.Usage;
import dev.keelson.provider.support.JsonFields;

/** Reads token counts. Gemini counts thoughts and the results of built-in tools beside output and prompt. */
final class UsageMapper {
    private UsageMapper() {}

    static Usage map(JsonFields usage) {
        long input = sum(usage.count("promptTokenCount"), usage.count("toolUsePromptTokenCount"));
        long thoughts = usage.count("thoughtsTokenCount");
        return Usage.of(input, sum(usage.count("candidatesTokenCount"), thoughts))
                .withCachedInputTokens(usage.count("cachedContentTokenCount"))
                .withReasoningTokens(thoughts);
    }

    private static long sum(long first, long second) {
        return first + second < 0 ? Long.MAX_VALUE : first + second;
    }
}
