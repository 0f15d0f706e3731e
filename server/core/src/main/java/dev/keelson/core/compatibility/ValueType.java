package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The types of values, cut so that none holds another: a {@code number} is an integer or has a fraction. */
enum ValueType {
    NULL,
    BOOLEAN,
    INTEGER,
    FRACTION,
    STRING,
    ARRAY,
    OBJECT;

    /** What the keyword {@code type} allows; everything without one. */
    static Set<ValueType> declared(JsonNode type) {
        if (type.isMissingNode()) {
            return EnumSet.allOf(ValueType.class);
        }
        Set<ValueType> types = EnumSet.noneOf(ValueType.class);
        if (type.isTextual()) {
            add(types, type.textValue());
        }
        type.forEach(name -> add(types, name.asText()));
        return types;
    }

    static Set<ValueType> of(Collection<JsonNode> values) {
        Set<ValueType> types = EnumSet.noneOf(ValueType.class);
        values.forEach(value -> types.add(of(value)));
        return types;
    }

    static ValueType of(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING, BINARY -> STRING;
            case BOOLEAN -> BOOLEAN;
            case NUMBER -> Values.isInteger(value) ? INTEGER : FRACTION;
            case ARRAY -> ARRAY;
            case OBJECT, POJO -> OBJECT;
            case NULL, MISSING -> NULL;
        };
    }

    /** For people: {@code integer or string}. */
    static String words(Set<ValueType> types) {
        if (types.isEmpty()) {
            return "none";
        }
        boolean number = types.contains(FRACTION);
        return types.stream()
                .filter(type -> !(number && type == INTEGER))
                .map(type -> type == FRACTION ? "number" : type.keyword())
                .collect(Collectors.joining(" or "));
    }

    /** The narrowest value of the keyword {@code type} that allows this one. */
    String keyword() {
        return this == FRACTION ? "number" : name().toLowerCase(java.util.Locale.ROOT);
    }

    private static void add(Set<ValueType> types, String name) {
        if (name.equals("number")) {
            types.add(INTEGER);
            types.add(FRACTION);
            return;
        }
        for (ValueType type : values()) {
            if (type != FRACTION && type.keyword().equals(name)) {
                types.add(type);
            }
        }
    }
}
