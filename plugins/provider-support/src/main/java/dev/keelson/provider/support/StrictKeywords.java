package dev.keelson.provider.support;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keywords that structured output enforces on values that are no objects. */
public final class StrictKeywords {
    private static final Set<String> KEPT = Set.of(
            "type",
            "title",
            "description",
            "enum",
            "const",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minItems",
            "maxItems");
    private static final Set<String> FORMATS =
            Set.of("date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid");

    private StrictKeywords() {}

    /** The words about a schema, without its rules. */
    public static Map<String, Object> described(Map<?, ?> schema) {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (String keyword : List.of("title", "description")) {
            if (schema.get(keyword) instanceof String text) {
                kept.put(keyword, text);
            }
        }
        return kept;
    }

    /** The rules that are kept, with a type found for values that only list what they may be. */
    public static Map<String, Object> leaf(Map<?, ?> schema) {
        Map<String, Object> kept = new LinkedHashMap<>();
        schema.forEach((keyword, value) -> {
            if (isKept(keyword.toString(), value)) {
                kept.put(keyword.toString(), value);
            }
        });
        if (!kept.containsKey("type")) {
            typeOfValues(schema).ifPresent(type -> kept.put("type", type));
        }
        return kept;
    }

    private static boolean isKept(String keyword, @Nullable Object value) {
        if (keyword.equals("format")) {
            return value instanceof String format && FORMATS.contains(format);
        }
        if (keyword.equals("pattern")) {
            return value instanceof String pattern && isPortable(pattern);
        }
        return KEPT.contains(keyword);
    }

    /** Grammar-based servers refuse patterns without both anchors; none knows look-around. */
    private static boolean isPortable(String pattern) {
        boolean anchored = pattern.startsWith("^") && pattern.endsWith("$");
        return anchored && !pattern.contains("(?");
    }

    private static Optional<Object> typeOfValues(Map<?, ?> schema) {
        List<?> values = schema.containsKey("const")
                ? Collections.singletonList(schema.get("const"))
                : SchemaKeywords.list(schema, "enum");
        List<String> types =
                values.stream().map(StrictKeywords::typeOf).distinct().toList();
        if (types.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(types.size() == 1 ? types.get(0) : types);
    }

    private static String typeOf(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
            return "integer";
        }
        if (value instanceof BigDecimal || value instanceof Number) {
            return "number";
        }
        return value instanceof List ? "array" : "object";
    }
}
