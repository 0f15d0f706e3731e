package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.contract.Contract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lists the fields of a contract, nested ones behind the field that holds them. */
final class SchemaWalk {
    private static final int MAX_DEPTH = 16;

    private final List<Visited> visited = new ArrayList<>();

    private SchemaWalk() {}

    /**
     * A field of a contract.
     *
     * @param pointer {@code /input/customer/plan}; items of lists have no step of their own
     * @param schema its own schema; of a list the list's
     * @param depth 1 for the fields of the outermost object
     */
    record Visited(String pointer, String name, JsonNode schema, int depth, boolean isRequired) {

        boolean isInput() {
            return pointer.startsWith("/input/");
        }

        /** The schema of the value, or of the items of a list. */
        JsonNode value() {
            return schema.path("items").isObject() ? schema.get("items") : schema;
        }

        boolean isType(String type) {
            return hasType(schema, type);
        }

        boolean isFreeText() {
            JsonNode value = value();
            return hasType(value, "string")
                    && !value.has("enum")
                    && !value.has("const")
                    && !value.has("format")
                    && !value.has("contentEncoding");
        }
    }

    static List<Visited> of(Contract contract) {
        var walk = new SchemaWalk();
        walk.below("/input", contract.input(), 1);
        walk.below("/output", contract.output(), 1);
        return List.copyOf(walk.visited);
    }

    static boolean hasType(JsonNode schema, String type) {
        JsonNode types = schema.path("type");
        if (types.isTextual()) {
            return types.asText().equals(type);
        }
        for (JsonNode each : types) {
            if (each.asText().equals(type)) {
                return true;
            }
        }
        return false;
    }

    private void below(String pointer, JsonNode schema, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(each -> required.add(each.asText()));
        schema.path("properties").properties().forEach(each -> {
            String at = pointer + "/" + each.getKey();
            JsonNode field = each.getValue();
            visited.add(new Visited(at, each.getKey(), field, depth, required.contains(each.getKey())));
            below(at, field.path("items").isObject() ? field.get("items") : field, depth + 1);
        });
    }
}
