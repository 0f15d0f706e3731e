package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.api.provider.Usage;
import java.util.List;
import java.util.Optional;

/**
 * What an upstream said, whole or put together from a stream, before it is judged.
 *
 * @param finishReason in the upstream's words; empty when it gave none
 */
record RawAnswer(
        Optional<String> model,
        Optional<String> id,
        String content,
        String refusal,
        List<ToolCall> toolCalls,
        String finishReason,
        Usage usage) {}
