package dev.keelson.provider.openai;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.provider.support.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts tool calls together from the fragments of a stream, which belong to the call of their index. */
final class StreamedToolCalls {
    private static final int MAX_CALLS = 128;

    private final Map<Long, Draft> byIndex = new TreeMap<>();

    void add(JsonFields fragment) {
        Draft draft = byIndex.computeIfAbsent(fragment.count("index"), first -> new Draft());
        if (byIndex.size() > MAX_CALLS) {
            throw new PluginException(
                    ErrorType.MALFORMED_RESPONSE, "the answer has more than " + MAX_CALLS + " tool calls");
        }
        draft.id = fragment.text("id").filter(id -> !id.isEmpty()).orElse(draft.id);
        fragment.object("function").ifPresent(function -> {
            draft.name = function.text("name").filter(name -> !name.isEmpty()).orElse(draft.name);
            draft.arguments.append(function.text("arguments").orElse(""));
        });
    }

    List<ToolCall> calls() {
        List<ToolCall> calls = new ArrayList<>();
        for (Draft draft : byIndex.values()) {
            String arguments = draft.arguments.toString();
            calls.add(ToolCall.of(
                    draft.id.isEmpty() ? "call_" + calls.size() : draft.id,
                    draft.name,
                    arguments.isBlank() ? "{}" : arguments));
        }
        return calls;
    }

    /** A call that is still growing. */
    private static final class Draft {
        private final StringBuilder arguments = new StringBuilder();
        private String id = "";
        private String name = "";
    }
}
