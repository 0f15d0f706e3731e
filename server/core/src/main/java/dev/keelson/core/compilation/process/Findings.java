package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import java.util.List;

/** What a check found: a bounded list of sentences with places. Confined to one run. */
final class Findings {
    private static final int MAX = 300;

    private final ArrayNode list = Json.mapper().createArrayNode();
    private int total;

    /** {@code level}: {@code error}, {@code warning} or {@code hint}. */
    void add(String level, String rule, String pointer, String message) {
        total++;
        if (list.size() < MAX) {
            list.addObject()
                    .put("level", level)
                    .put("rule", rule)
                    .put("pointer", pointer)
                    .put("message", message);
        }
    }

    int total() {
        return total;
    }

    int count(String level) {
        int count = 0;
        for (var each : list) {
            count += each.path("level").asText().equals(level) ? 1 : 0;
        }
        return count;
    }

    void putInto(ObjectNode result) {
        result.set("findings", list);
        result.put("truncated", total > list.size());
    }

    /** Texts as a JSON array. */
    static ArrayNode texts(List<String> texts) {
        ArrayNode array = Json.mapper().createArrayNode();
        texts.forEach(array::add);
        return array;
    }
}
