package dev.keelson.provider.local;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.provider.local.Limits.Bounds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a JSON Schema into fields. Bounded in depth and number, because schemas come from outside. */
final class FieldReader {
    private static final int MAX_DEPTH = 12;
    private static final int MAX_FIELDS = 200;

    private int fields;

    private FieldReader() {}

    /** Throws {@link PluginException} UNSUPPORTED for a schema that is too deep or too large. */
    static Field read(Map<String, Object> schema) {
        return new FieldReader().field(new Field.Label("", "", text(schema.get("description"))), schema, false);
    }

    private Field field(Field.Label label, Map<String, Object> schema, boolean optional) {
        requireRoom(label);
        Map<String, Object> plain = withoutNullBranch(schema);
        FieldType type = type(plain);
        boolean nullable = allowsNull(schema);
        var limits = new Limits(!optional, nullable, bounds(plain, type), pattern(plain));
        return new Field(label, type, limits, choices(plain, type), children(label, plain, type));
    }

    private void requireRoom(Field.Label label) {
        fields++;
        long depth = label.pointer().chars().filter(c -> c == '/').count();
        if (fields > MAX_FIELDS || depth > MAX_DEPTH) {
            throw new PluginException(
                    ErrorType.UNSUPPORTED,
                    "the output schema is too large for the local provider: at most " + MAX_FIELDS + " fields, "
                            + MAX_DEPTH + " levels deep");
        }
    }

    /** {@code anyOf: [X, null]} is how some generators write a nullable X. */
    private static Map<String, Object> withoutNullBranch(Map<String, Object> schema) {
        List<Map<String, Object>> others = branches(schema)
                .filter(branch -> !"null".equals(branch.get("type")))
                .toList();
        if (others.size() != 1) {
            return schema;
        }
        Map<String, Object> merged = new LinkedHashMap<>(schema);
        merged.putAll(others.get(0));
        return merged;
    }

    private static Stream<Map<String, Object>> branches(Map<String, Object> schema) {
        return Stream.concat(list(schema.get("anyOf")).stream(), list(schema.get("oneOf")).stream())
                .map(FieldReader::map);
    }

    private static boolean allowsNull(Map<String, Object> schema) {
        return branches(schema).anyMatch(branch -> "null".equals(branch.get("type")))
                || list(schema.get("type")).contains("null")
                || (schema.get("enum") instanceof List<?> values
                        && values.stream().anyMatch(Objects::isNull));
    }

    private static FieldType type(Map<String, Object> schema) {
        if (schema.containsKey("enum") || schema.containsKey("const")) {
            return FieldType.ENUM;
        }
        return switch (typeName(schema)) {
            case "string" -> stringType(text(schema.get("format")));
            case "integer" -> FieldType.INTEGER;
            case "number" -> FieldType.NUMBER;
            case "boolean" -> FieldType.BOOLEAN;
            case "array" -> FieldType.LIST;
            case "object" -> FieldType.OBJECT;
            default -> FieldType.UNKNOWN;
        };
    }

    private static String typeName(Map<String, Object> schema) {
        if (schema.get("type") instanceof String name) {
            return name;
        }
        List<Object> names = list(schema.get("type")).stream()
                .filter(name -> !"null".equals(name))
                .toList();
        if (names.size() == 1) {
            return names.get(0).toString();
        }
        return names.isEmpty() && schema.containsKey("properties") ? "object" : "";
    }

    private static FieldType stringType(String format) {
        return switch (format) {
            case "date" -> FieldType.DATE;
            case "date-time" -> FieldType.DATE_TIME;
            case "email" -> FieldType.EMAIL;
            case "uri" -> FieldType.URI;
            default -> FieldType.STRING;
        };
    }

    private static Bounds bounds(Map<String, Object> schema, FieldType type) {
        return switch (type) {
            case INTEGER, NUMBER -> bounds(schema, "minimum", "maximum");
            case LIST -> bounds(schema, "minItems", "maxItems");
            case STRING, DATE, DATE_TIME, EMAIL, URI -> bounds(schema, "minLength", "maxLength");
            case BOOLEAN, ENUM, OBJECT, UNKNOWN -> Bounds.NONE;
        };
    }

    private static Bounds bounds(Map<String, Object> schema, String min, String max) {
        return new Bounds(
                number(schema.get(min)).orElse(Double.NEGATIVE_INFINITY),
                number(schema.get(max)).orElse(Double.POSITIVE_INFINITY));
    }

    private static List<Choice> choices(Map<String, Object> schema, FieldType type) {
        if (type == FieldType.BOOLEAN) {
            return List.of(new Choice(true, ""), new Choice(false, ""));
        }
        Map<String, Object> meanings = map(schema.get("x-keelson-values"));
        List<Object> values = schema.get("const") != null ? List.of(schema.get("const")) : list(schema.get("enum"));
        return values.stream()
                .filter(Objects::nonNull)
                .map(value -> new Choice(value, text(meanings.get(value.toString()))))
                .toList();
    }

    private List<Field> children(Field.Label label, Map<String, Object> schema, FieldType type) {
        if (type == FieldType.LIST && schema.get("items") != null) {
            return List.of(item(label, map(schema.get("items"))));
        }
        List<Field> children = new ArrayList<>();
        List<Object> required = list(schema.get("required"));
        map(schema.get("properties"))
                .forEach((name, property) -> children.add(field(
                        new Field.Label(label.pointer() + "/" + name, name, description(map(property))),
                        map(property),
                        !required.contains(name))));
        return children;
    }

    /** An item without words of its own is described by its list. */
    private Field item(Field.Label list, Map<String, Object> schema) {
        String own = description(schema);
        var label = new Field.Label(list.pointer() + "/-", list.name(), own.isEmpty() ? list.description() : own);
        return field(label, schema, false);
    }

    private static String description(Map<String, Object> schema) {
        String own = text(schema.get("description"));
        return own.isEmpty() ? text(schema.get("title")) : own;
    }

    private static @Nullable String pattern(Map<String, Object> schema) {
        return schema.get("pattern") instanceof String pattern ? pattern : null;
    }

    private static Optional<Double> number(@Nullable Object value) {
        return value instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    /** The value as an object; empty when it is none. */
    @SuppressWarnings("unchecked") // JSON objects have text keys
    static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The value as a list; empty when it is none. */
    @SuppressWarnings("unchecked") // whatever a JSON list holds is an object
    static List<Object> list(@Nullable Object value) {
        return value instanceof List<?> list ? (List<Object>) list : List.of();
    }
}
