package dev.keelson.core.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the fields of a schema through references, lists and alternatives. */
final class SchemaFields {
    private static final int MAX_FIELDS = 500;
    private static final int MAX_STEPS = 16;
    private static final List<String> COMPOSED = List.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final List<String> SINGLE = List.of("items", "then", "else");

    private final JsonNode root;

    SchemaFields(JsonNode root) {
        this.root = root;
    }

    /** The names in a pointer. */
    static List<String> steps(String pointer) {
        List<String> steps = new ArrayList<>();
        for (String step : pointer.substring(1).split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return steps;
    }

    /** Whether some value of the schema may have this field; a schema that says nothing has every field. */
    boolean has(String pointer) {
        List<JsonNode> here = samePlace(List.of(root));
        for (String step : steps(pointer)) {
            List<JsonNode> below = new ArrayList<>();
            here.forEach(schema -> below.addAll(below(schema, step)));
            here = samePlace(below);
        }
        return !here.isEmpty();
    }

    /** In the schema's order. */
    List<String> all() {
        Set<String> found = new LinkedHashSet<>();
        collect(root, "", 0, found);
        return List.copyOf(found);
    }

    private static List<JsonNode> below(JsonNode schema, String name) {
        JsonNode property = schema.path("properties").get(name);
        if (property != null) {
            return List.of(property);
        }
        if (schema.has("patternProperties")) {
            List<JsonNode> patterns = new ArrayList<>();
            schema.get("patternProperties").forEach(patterns::add);
            return patterns;
        }
        JsonNode more = schema.path("additionalProperties");
        if (more.isObject()) {
            return List.of(more);
        }
        return isOpen(schema) ? List.of(schema) : List.of();
    }

    /** {@code true}, {@code {}} and objects of which nothing is said. */
    private static boolean isOpen(JsonNode schema) {
        if (schema.isBoolean()) {
            return schema.booleanValue();
        }
        boolean anyObject = schema.path("type").asText().equals("object")
                && !schema.has("properties")
                && !schema.has("additionalProperties");
        return schema.isEmpty() || anyObject;
    }

    private void collect(JsonNode schema, String pointer, int steps, Set<String> found) {
        if (steps == MAX_STEPS) {
            return;
        }
        for (JsonNode part : samePlace(List.of(schema))) {
            part.path("properties").properties().forEach(entry -> {
                String field = pointer + "/" + entry.getKey().replace("~", "~0").replace("/", "~1");
                if (found.size() < MAX_FIELDS && found.add(field)) {
                    collect(entry.getValue(), field, steps + 1, found);
                }
            });
        }
    }

    /** The schemas themselves, and all that stand in for them at the same place of a value; each once, however they refer. */
    private List<JsonNode> samePlace(List<JsonNode> schemas) {
        Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<JsonNode> ordered = new ArrayList<>(schemas);
        for (int next = 0; next < ordered.size(); next++) {
            if (seen.add(ordered.get(next))) {
                ordered.addAll(standIns(ordered.get(next)));
            }
        }
        Set<JsonNode> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        ordered.removeIf(schema -> !kept.add(schema));
        return ordered;
    }

    private List<JsonNode> standIns(JsonNode schema) {
        List<JsonNode> others = new ArrayList<>();
        String reference = schema.path("$ref").asText("");
        if (reference.equals("#") || reference.startsWith("#/")) {
            others.add(root.at(JsonPointer.compile(reference.substring(1))));
        }
        COMPOSED.forEach(keyword -> schema.path(keyword).forEach(others::add));
        SINGLE.stream().filter(schema::has).forEach(keyword -> others.add(schema.get(keyword)));
        return others;
    }
}
