package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.provider.support.JsonFields;
import java.util.List;
import java.util.Optional;

/**
 * What an upstream said, whole or put together from a stream, before it is judged.
 *
 * @param reasoning what it thought aloud; empty when it did not
 * @param annotations sources and whatever else it attached to the text
 * @param finishReason in the upstream's words; empty when it gave none
 * @param usage without fields when it counts nothing
 */
record RawAnswer(
        Optional<String> model,
        Optional<String> id,
        String content,
        String refusal,
        String reasoning,
        List<ToolCall> toolCalls,
        List<JsonFields> annotations,
        String finishReason,
        JsonFields usage) {}
