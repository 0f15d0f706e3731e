package dev.keelson.provider.openai;

import dev.keelson.plugin.api.provider.Citation;
import dev.keelson.plugin.api.provider.ToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer consists of.
 *
 * @param refusal the model's words when it refused; empty when it did not
 * @param toolCalls under the names that went out
 * @param state what OpenAI wants back with the next turn; null when there is nothing
 */
record RawContent(
        String text,
        String refusal,
        List<ToolCall> toolCalls,
        List<Citation> citations,
        @Nullable Object state) {}
