package dev.keelson.provider.anthropic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that is being written, with what the trace should say about it. Not thread-safe.
 *
 * @param body grows field by field
 * @param notes such as what the model refuses and was left out
 */
record RequestDraft(Map<String, Object> body, List<String> notes) {

    static RequestDraft empty() {
        return new RequestDraft(new LinkedHashMap<>(), new ArrayList<>());
    }

    void put(String field, Object value) {
        body.put(field, value);
    }

    void note(String text) {
        notes.add(text);
    }

    /** Effort and format share one object. */
    void putOutputConfig(String field, Object value) {
        Map<String, Object> config = new LinkedHashMap<>();
        if (body.get("output_config") instanceof Map<?, ?> known) {
            known.forEach((key, old) -> config.put(key.toString(), old));
        }
        config.put(field, value);
        body.put("output_config", config);
    }
}
