package dev.keelson.provider.openai;

import dev.keelson.provider.support.SchemaKeywords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Walks a JSON Schema and gives a copy in which every schema, the inner ones first, was passed through a function. */
final class SchemaNodes {
    private static final Set<String> MAPS_OF_SCHEMAS = Set.of("properties", "$defs", "definitions");
    private static final Set<String> LISTS_OF_SCHEMAS = Set.of("anyOf", "oneOf", "allOf", "prefixItems");
    private static final String ITEMS = "items";

    private final UnaryOperator<Map<String, Object>> change;

    private SchemaNodes(UnaryOperator<Map<String, Object>> change) {
        this.change = change;
    }

    /** {@code change} gets a map that it may modify. */
    static Map<String, Object> rewritten(Map<String, Object> schema, UnaryOperator<Map<String, Object>> change) {
        return new SchemaNodes(change).node(schema, 0);
    }

    private Map<String, Object> node(Map<?, ?> schema, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        schema.forEach((key, value) -> copy.put(key.toString(), child(key.toString(), value, depth + 1)));
        return change.apply(copy);
    }

    private @Nullable Object child(String keyword, @Nullable Object value, int depth) {
        if (depth > SchemaKeywords.MAX_DEPTH) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            if (MAPS_OF_SCHEMAS.contains(keyword)) {
                return each(map, depth);
            }
            return keyword.equals(ITEMS) ? node(map, depth) : value;
        }
        return value instanceof List<?> list && LISTS_OF_SCHEMAS.contains(keyword) ? each(list, depth) : value;
    }

    private Map<String, Object> each(Map<?, ?> schemas, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        schemas.forEach((name, schema) -> copy.put(name.toString(), inner(schema, depth)));
        return copy;
    }

    private List<@Nullable Object> each(List<?> schemas, int depth) {
        List<@Nullable Object> copy = new ArrayList<>();
        schemas.forEach(schema -> copy.add(inner(schema, depth)));
        return copy;
    }

    private @Nullable Object inner(@Nullable Object schema, int depth) {
        return schema instanceof Map<?, ?> map ? node(map, depth) : schema;
    }
}
