package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.provider.support.JsonFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A content block of a stream that is still growing. Not thread-safe. */
final class BlockDraft {
    private final JsonCodec json;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final StringBuilder input = new StringBuilder();
    private final List<Object> citations = new ArrayList<>();
    private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
    private boolean ended;

    BlockDraft(JsonFields start, JsonCodec json) {
        this.json = json;
        start.map().forEach((key, value) -> fields.put(key.toString(), value));
        citations.addAll(start.list("citations"));
    }

    /** Takes in one piece. Unknown pieces are skipped. */
    void add(JsonFields delta) {
        switch (delta.text("type").orElse("")) {
            case "text_delta" -> append("text", delta);
            case "thinking_delta" -> append("thinking", delta);
            case "signature_delta" -> append("signature", delta);
            case "input_json_delta" -> input.append(delta.text("partial_json").orElse(""));
            case "citations_delta" -> delta.value("citation").ifPresent(citations::add);
            default -> {
                // Newer versions of the API may add kinds that nobody has to understand.
            }
        }
    }

    boolean isText() {
        return "text".equals(fields.get("type"));
    }

    void end() {
        ended = true;
    }

    AnswerBlock finish() {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        texts.forEach((name, more) -> all.put(name, more.toString()));
        if (!citations.isEmpty()) {
            all.put("citations", List.copyOf(citations));
        }
        if (input.toString().isBlank()) {
            @Nullable Object given = fields.get("input");
            return new AnswerBlock(new JsonFields(all), json.write(given == null ? Map.of() : given), ended);
        }
        @Nullable Object parsed = parsed();
        all.put("input", parsed == null ? Map.of() : parsed);
        // The model's own text, even a broken one, says more than what could be made of it.
        return new AnswerBlock(new JsonFields(all), input.toString().strip(), ended && parsed != null);
    }

    private void append(String name, JsonFields delta) {
        texts.computeIfAbsent(name, first -> new StringBuilder(startOf(name)))
                .append(delta.text(name).orElse(""));
    }

    private String startOf(String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    private @Nullable Object parsed() {
        try {
            return json.read(input.toString()) instanceof Map<?, ?> map ? map : null;
        } catch (PluginException broken) {
            return null;
        }
    }
}
