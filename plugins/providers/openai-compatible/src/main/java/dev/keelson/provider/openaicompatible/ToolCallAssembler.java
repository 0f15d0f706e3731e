package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.provider.support.JsonFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts tool calls together from the fragments of a stream. A fragment belongs to the call of its index; a new id on an
 * index that is taken opens another call, because some servers number every call 0; without an index, the id decides.
 */
final class ToolCallAssembler {
    private static final int MAX_CALLS = 128;

    private final JsonCodec json;
    private final List<Draft> calls = new ArrayList<>();
    private final Map<Long, Draft> byIndex = new HashMap<>();

    ToolCallAssembler(JsonCodec json) {
        this.json = json;
    }

    void add(JsonFields fragment) {
        Draft draft = draftFor(fragment);
        fragment.object("function").ifPresent(function -> {
            function.text("name").filter(name -> draft.name.isEmpty()).ifPresent(name -> draft.name = name);
            function.value("arguments").ifPresent(value -> draft.arguments.append(text(value)));
        });
    }

    List<ToolCall> calls() {
        List<ToolCall> result = new ArrayList<>();
        for (Draft draft : calls) {
            String id = draft.id.isEmpty() ? "call_" + result.size() : draft.id;
            String arguments = draft.arguments.toString();
            result.add(ToolCall.of(id, draft.name, arguments.isBlank() ? "{}" : arguments));
        }
        return result;
    }

    private Draft draftFor(JsonFields fragment) {
        String id = fragment.text("id").orElse("");
        @Nullable Long index = fragment.integer("index").orElse(null);
        @Nullable Draft known = index == null ? withoutIndex(id) : byIndex.get(index);
        if (known == null || (!id.isEmpty() && !known.id.isEmpty() && !known.id.equals(id))) {
            return open(id, index);
        }
        if (known.id.isEmpty()) {
            known.id = id;
        }
        return known;
    }

    /** The call with this id; a fragment without an id belongs to the latest call. */
    private @Nullable Draft withoutIndex(String id) {
        for (Draft draft : calls) {
            if (!id.isEmpty() && draft.id.equals(id)) {
                return draft;
            }
        }
        return id.isEmpty() && !calls.isEmpty() ? calls.get(calls.size() - 1) : null;
    }

    private Draft open(String id, @Nullable Long index) {
        if (calls.size() >= MAX_CALLS) {
            throw new PluginException(
                    ErrorType.MALFORMED_RESPONSE, "the answer has more than " + MAX_CALLS + " tool calls");
        }
        Draft draft = new Draft(id);
        calls.add(draft);
        if (index != null) {
            byIndex.put(index, draft);
        }
        return draft;
    }

    private String text(Object value) {
        return value instanceof String string ? string : json.write(value);
    }

    /** A call that is still growing. */
    private static final class Draft {
        private final StringBuilder arguments = new StringBuilder();
        private String id;
        private String name = "";

        Draft(String id) {
            this.id = id;
        }
    }
}
