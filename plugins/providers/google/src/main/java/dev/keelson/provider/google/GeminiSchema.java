package dev.keelson.provider.google;

import dev.keelson.provider.support.AllOf;
import dev.keelson.provider.support.SchemaKeywords;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites one JSON Schema into the keywords that {@code responseJsonSchema} and {@code parametersJsonSchema} accept. Only
 * constraints are left out, and the host enforces the full schema, so an answer needs no rewriting.
 */
final class GeminiSchema {
    private static final int MAX_NODES = 20_000;
    private static final String DEFS = "#/$defs/";
    private static final String OLD_DEFS = "#/definitions/";

    private final Map<String, Object> original;
    private final Deque<String> inlining = new ArrayDeque<>();
    private int nodes;

    private GeminiSchema(Map<String, Object> original) {
        this.original = original;
    }

    /** Empty when nothing is left to say: an object without properties is refused by some models. */
    static Map<String, Object> lower(Map<String, Object> schema) {
        return new GeminiSchema(schema).lower();
    }

    private Map<String, Object> lower() {
        Map<String, Object> lowered = schema(root(), 0);
        boolean bare = "object".equals(lowered.get("type"))
                && !lowered.containsKey("properties")
                && !lowered.containsKey("anyOf")
                && !(lowered.get("additionalProperties") instanceof Map);
        if (bare) {
            return Map.of();
        }
        Map<String, Object> definitions = new LinkedHashMap<>();
        for (String keyword : List.of("definitions", "$defs")) {
            SchemaKeywords.map(original, keyword)
                    .forEach((name, definition) -> definitions.put(name.toString(), schema(definition, 1)));
        }
        if (!definitions.isEmpty()) {
            lowered.put("$defs", definitions);
        }
        return RequiredCycles.broken(lowered, definitions);
    }

    /** The root with a reference at its top replaced by what it names. */
    private Map<?, ?> root() {
        if (original.get("$ref") instanceof String reference) {
            return SchemaKeywords.resolve(original, reference).orElse(original);
        }
        return original;
    }

    private Map<String, Object> schema(@Nullable Object node, int depth) {
        if (!(node instanceof Map<?, ?> map) || depth > SchemaKeywords.MAX_DEPTH || nodes++ > MAX_NODES) {
            return new LinkedHashMap<>();
        }
        Map<?, ?> merged = AllOf.merged(map);
        if (merged.get("$ref") instanceof String reference) {
            return reference(reference, depth);
        }
        Map<String, Object> lowered = GeminiKeywords.plain(merged);
        putItems(merged, lowered, depth);
        putBranches(merged, lowered, depth);
        if (merged.containsKey("properties") || isObject(merged)) {
            putObject(merged, lowered, depth);
        }
        return GeminiKeywords.withValues(merged, lowered);
    }

    /** Neighbours of a reference are refused; one that leads elsewhere than to a definition is replaced by its target. */
    private Map<String, Object> reference(String reference, int depth) {
        String local = reference.startsWith(OLD_DEFS) ? DEFS + reference.substring(OLD_DEFS.length()) : reference;
        boolean toDefinition = local.startsWith(DEFS) && local.indexOf('/', DEFS.length()) < 0;
        if (toDefinition) {
            return new LinkedHashMap<>(Map.of("$ref", local));
        }
        if (inlining.contains(reference)) {
            return new LinkedHashMap<>();
        }
        inlining.push(reference);
        Map<String, Object> target = SchemaKeywords.resolve(original, reference)
                .map(found -> schema(found, depth + 1))
                .orElseGet(LinkedHashMap::new);
        inlining.pop();
        return target;
    }

    private void putItems(Map<?, ?> schema, Map<String, Object> lowered, int depth) {
        Object items = schema.get("items");
        List<?> tuple = items instanceof List<?> list ? list : SchemaKeywords.list(schema, "prefixItems");
        if (!tuple.isEmpty()) {
            lowered.put(
                    "prefixItems",
                    tuple.stream().map(item -> schema(item, depth + 1)).toList());
        }
        if (items instanceof Map<?, ?> map) {
            lowered.put("items", schema(map, depth + 1));
        }
    }

    private void putBranches(Map<?, ?> schema, Map<String, Object> lowered, int depth) {
        List<?> any = SchemaKeywords.list(schema, "anyOf");
        List<?> branches = any.isEmpty() ? SchemaKeywords.list(schema, "oneOf") : any;
        if (!branches.isEmpty()) {
            lowered.put(
                    "anyOf",
                    branches.stream().map(branch -> schema(branch, depth + 1)).toList());
        }
    }

    private void putObject(Map<?, ?> schema, Map<String, Object> lowered, int depth) {
        Map<String, Object> properties = new LinkedHashMap<>();
        SchemaKeywords.map(schema, "properties")
                .forEach((name, property) -> properties.put(name.toString(), schema(property, depth + 1)));
        lowered.putIfAbsent("type", "object");
        if (!properties.isEmpty()) {
            lowered.put("properties", properties);
        }
        List<?> required = SchemaKeywords.list(schema, "required").stream()
                .filter(properties::containsKey)
                .toList();
        if (!required.isEmpty()) {
            lowered.put("required", required);
        }
        if (schema.get("additionalProperties") instanceof Map<?, ?> values) {
            lowered.put("additionalProperties", schema(values, depth + 1));
        } else if (schema.get("additionalProperties") instanceof Boolean open) {
            lowered.put("additionalProperties", open);
        }
    }

    private static boolean isObject(Map<?, ?> schema) {
        return "object".equals(schema.get("type"))
                || SchemaKeywords.list(schema, "type").contains("object");
    }
}
