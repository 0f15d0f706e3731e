package dev.keelson.provider.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the lowering of schemas and the restoring of answers both need to know about JSON Schema. */
public final class SchemaKeywords {
    /** Deeper schemas are not rewritten. */
    public static final int MAX_DEPTH = 64;

    private static final Set<String> MAPS_OF_SCHEMAS =
            Set.of("properties", "$defs", "definitions", "patternProperties", "dependentSchemas");
    private static final Set<String> PLAIN_VALUES = Set.of("enum", "const", "default", "examples", "required");
    private static final Set<String> DROPPED = Set.of("$schema", "$id", "$comment");

    private SchemaKeywords() {}

    /** A copy without extension keywords and identifiers; property names that look like keywords stay. */
    public static Map<String, Object> cleaned(Map<?, ?> schema) {
        return cleaned(schema, 0);
    }

    /** The schema that a local reference such as {@code #/$defs/address} names; the whole document for {@code #}. */
    public static Optional<Map<?, ?>> resolve(Map<?, ?> root, String reference) {
        if (!reference.startsWith("#")) {
            return Optional.empty();
        }
        @Nullable Object target = root;
        for (String token : reference.substring(1).split("/", -1)) {
            if (!token.isEmpty() && target instanceof Map<?, ?> map) {
                target = map.get(token.replace("~1", "/").replace("~0", "~"));
            }
        }
        return target instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
    }

    public static List<?> list(Map<?, ?> schema, String keyword) {
        return schema.get(keyword) instanceof List<?> list ? list : List.of();
    }

    public static Map<?, ?> map(Map<?, ?> schema, String keyword) {
        return schema.get(keyword) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Map<String, Object> cleaned(Map<?, ?> schema, int depth) {
        Map<String, Object> result = new LinkedHashMap<>();
        schema.forEach((key, value) -> {
            String keyword = key.toString();
            if (!keyword.startsWith("x-") && !DROPPED.contains(keyword)) {
                result.put(keyword, cleanedValue(keyword, value, depth + 1));
            }
        });
        return result;
    }

    private static Object cleanedValue(String keyword, Object value, int depth) {
        if (PLAIN_VALUES.contains(keyword) || depth > MAX_DEPTH) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return MAPS_OF_SCHEMAS.contains(keyword) ? cleanedEach(map, depth) : cleaned(map, depth);
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(item -> item instanceof Map<?, ?> map ? cleaned(map, depth) : item)
                    .toList();
        }
        return value;
    }

    private static Map<String, Object> cleanedEach(Map<?, ?> schemas, int depth) {
        Map<String, Object> result = new LinkedHashMap<>();
        schemas.forEach((name, schema) ->
                result.put(name.toString(), schema instanceof Map<?, ?> map ? cleaned(map, depth) : schema));
        return result;
    }
}
