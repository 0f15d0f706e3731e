package dev.keelson.provider.google;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messages of a chat in Gemini's form.
 *
 * @param system parts of the system instruction
 * @param calls how many tool calls it holds
 * @param continuationToken present when the last turn is one that the model was interrupted in
 */
record Conversation(
        List<Map<String, Object>> system,
        List<Map<String, Object>> contents,
        int calls,
        Optional<String> continuationToken) {}
