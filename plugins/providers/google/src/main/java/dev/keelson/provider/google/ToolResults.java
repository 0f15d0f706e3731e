package dev.keelson.provider.google;

import dev.keelson.plugin.api.provider.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the results of one turn's calls in the order of the calls. Gemini refuses a turn in which calls and results do
 * not match, or answers it with nothing, so such a turn is never sent. Used for one chat.
 */
final class ToolResults {
    private final List<SentCall> calls = new ArrayList<>();
    private final Map<Integer, String> outputs = new HashMap<>();

    void expect(List<SentCall> more) {
        calls.addAll(more);
    }

    void add(Message result) {
        String id = result.toolCallId().orElse("");
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).id().equals(id) && !outputs.containsKey(i)) {
                outputs.put(i, result.content());
                return;
            }
        }
        throw ConversationMapper.refused("messages: the tool result \"" + id + "\" belongs to no call before it");
    }

    /** One part for each call; empty when there were no calls. */
    List<Object> take() {
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            SentCall call = calls.get(i);
            @Nullable String output = outputs.get(i);
            if (output == null) {
                throw ConversationMapper.refused("messages: the tool call \"" + call.id() + "\" has no result");
            }
            parts.add(call.response(output));
        }
        calls.clear();
        outputs.clear();
        return parts;
    }
}
