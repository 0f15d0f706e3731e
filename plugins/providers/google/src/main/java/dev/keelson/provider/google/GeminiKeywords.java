package dev.keelson.provider.google;

import dev.keelson.provider.support.SchemaKeywords;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keywords on single values that Gemini accepts, and the values of {@code enum} and {@code const}. */
final class GeminiKeywords {
    private static final Set<String> TEXTS = Set.of("title", "description");
    private static final Set<String> NUMBERS = Set.of("minimum", "maximum", "minItems", "maxItems");
    private static final Set<String> FORMATS =
            Set.of("date-time", "date", "time", "int32", "int64", "float", "double", "enum");

    private GeminiKeywords() {}

    static Map<String, Object> plain(Map<?, ?> schema) {
        Map<String, Object> kept = new LinkedHashMap<>();
        schema.forEach((keyword, value) -> {
            if (value != null && isKept(keyword.toString(), value)) {
                kept.put(keyword.toString(), value);
            }
        });
        return kept;
    }

    /**
     * {@code const} is unknown and becomes an {@code enum} of one; only texts and numbers may be listed, so that a list
     * with other values says no more than their type.
     */
    static Map<String, Object> withValues(Map<?, ?> schema, Map<String, Object> lowered) {
        List<?> values = schema.containsKey("const")
                ? Collections.singletonList(schema.get("const"))
                : SchemaKeywords.list(schema, "enum");
        List<?> present = values.stream().filter(Objects::nonNull).toList();
        if (values.isEmpty()) {
            return lowered;
        }
        if (!present.isEmpty() && present.stream().allMatch(GeminiKeywords::isListable)) {
            lowered.put("enum", present);
            lowered.putIfAbsent("type", present.stream().allMatch(String.class::isInstance) ? "string" : "number");
        } else if (!present.isEmpty() && present.stream().allMatch(Boolean.class::isInstance)) {
            lowered.putIfAbsent("type", "boolean");
        }
        return present.size() == values.size() ? lowered : orNull(lowered, present.isEmpty());
    }

    private static Map<String, Object> orNull(Map<String, Object> lowered, boolean nothingElse) {
        Map<String, Object> isNull = new LinkedHashMap<>(Map.of("type", "null"));
        return nothingElse ? isNull : new LinkedHashMap<>(Map.of("anyOf", List.of(lowered, isNull)));
    }

    private static boolean isKept(String keyword, Object value) {
        if (keyword.equals("type")) {
            return value instanceof String || value instanceof List;
        }
        if (keyword.equals("format")) {
            return value instanceof String format && FORMATS.contains(format);
        }
        return (TEXTS.contains(keyword) && value instanceof String)
                || (NUMBERS.contains(keyword) && value instanceof Number)
                || (keyword.equals("propertyOrdering") && value instanceof List);
    }

    private static boolean isListable(@Nullable Object value) {
        return value instanceof String || value instanceof Number;
    }
}
