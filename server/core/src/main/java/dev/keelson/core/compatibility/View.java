package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What one schema object asserts by itself, without what it refers to or joins by allOf.
 *
 * @param nullable true when null is allowed by a spelling that stands around this schema: an anyOf or oneOf with null
 */
record View(Place place, boolean nullable) {
    /** Keywords that assert nothing, or only lead to other schemas. */
    static final Set<String> SILENT = Set.of(
            "title",
            "description",
            "examples",
            "$comment",
            "default",
            "deprecated",
            "readOnly",
            "writeOnly",
            "x-keelson-values",
            "$schema",
            "$id",
            "$anchor",
            "$dynamicAnchor",
            "$defs",
            "definitions",
            "nullable");

    static final List<String> COMBINATORS = List.of("anyOf", "oneOf", "not", "if", "then", "else");

    /** Whether a schema refuses any value by itself. */
    static boolean asserts(JsonNode schema) {
        if (!schema.isObject()) {
            return schema.isBoolean() && !schema.booleanValue();
        }
        return schema.properties().stream().anyMatch(entry -> !SILENT.contains(entry.getKey()));
    }

    /** A view of what allows every value. */
    static View ofAnything(Place place) {
        return new View(place.with(BooleanNode.TRUE, "true"), false);
    }

    boolean never() {
        return place.isNothing();
    }

    boolean has(String keyword) {
        return place.has(keyword);
    }

    JsonNode keyword(String keyword) {
        return place.keyword(keyword);
    }

    boolean combines() {
        return COMBINATORS.stream().anyMatch(this::has);
    }

    /** Whether only listed values are allowed. */
    boolean finite() {
        return has("enum") || has("const");
    }

    /** The listed values but null, of those that the types allow. */
    List<JsonNode> values() {
        Set<ValueType> types = declared();
        return listed().stream()
                .filter(value -> !value.isNull() && types.contains(ValueType.of(value)))
                .toList();
    }

    /** Types that {@code type} allows, but null. */
    Set<ValueType> declared() {
        Set<ValueType> types = ValueType.declared(keyword("type"));
        types.remove(ValueType.NULL);
        return types;
    }

    /** Types but null of the values that are allowed. */
    Set<ValueType> types() {
        return finite() ? ValueType.of(values()) : declared();
    }

    boolean allowsNull() {
        if (nullable) {
            return true;
        }
        boolean typed = ValueType.declared(keyword("type")).contains(ValueType.NULL);
        return typed && (!finite() || listed().stream().anyMatch(JsonNode::isNull));
    }

    /** {@link #types()} and null. */
    Set<ValueType> allTypes() {
        Set<ValueType> types = EnumSet.noneOf(ValueType.class);
        types.addAll(types());
        if (allowsNull()) {
            types.add(ValueType.NULL);
        }
        return types;
    }

    private List<JsonNode> listed() {
        if (!has("const")) {
            return Values.distinct(keyword("enum"));
        }
        JsonNode value = keyword("const");
        List<JsonNode> constant = new ArrayList<>(List.of(value));
        if (has("enum") && !Values.contains(Values.distinct(keyword("enum")), value)) {
            constant.clear();
        }
        return constant;
    }
}
