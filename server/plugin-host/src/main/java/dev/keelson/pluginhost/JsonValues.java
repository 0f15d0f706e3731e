package dev.keelson.pluginhost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns JDK values of plugins into JSON and back. Works on the values' JDK interfaces instead of Jackson's reflection, whose
 * caches would keep the classes of a plugin, and so its class loader, alive.
 */
final class JsonValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonValues() {}

    /** Throws {@link IllegalArgumentException} for what JSON does not have and for nesting deeper than JSON may have here. */
    static JsonNode toNode(@Nullable Object value) {
        return node(value, 0);
    }

    static @Nullable Object toJdk(JsonNode node) {
        return Json.mapper().convertValue(node, Object.class);
    }

    private static JsonNode node(@Nullable Object value, int depth) {
        if (depth > Json.MAX_DEPTH) {
            throw new IllegalArgumentException("nesting is deeper than " + Json.MAX_DEPTH);
        }
        if (value instanceof Map<?, ?> map) {
            return object(map, depth);
        }
        if (value instanceof Collection<?> list) {
            ArrayNode array = NODES.arrayNode();
            list.forEach(item -> array.add(node(item, depth + 1)));
            return array;
        }
        return scalar(value);
    }

    private static ObjectNode object(Map<?, ?> map, int depth) {
        ObjectNode object = NODES.objectNode();
        map.forEach((key, item) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("key: " + key + " (expected: a String)");
            }
            object.set(name, node(item, depth + 1));
        });
        return object;
    }

    private static JsonNode scalar(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof String text) {
            return NODES.textNode(text);
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        throw new IllegalArgumentException(
                "JSON has no value like " + value.getClass().getName());
    }

    private static JsonNode number(Number number) {
        if (number instanceof BigDecimal decimal) {
            return NODES.numberNode(decimal);
        }
        if (number instanceof BigInteger integer) {
            return NODES.numberNode(integer);
        }
        if (number instanceof Double || number instanceof Float) {
            return floating(number);
        }
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return NODES.numberNode(number.intValue());
        }
        if (number instanceof Long) {
            return NODES.numberNode(number.longValue());
        }
        throw new IllegalArgumentException(
                "JSON has no number like " + number.getClass().getName());
    }

    private static JsonNode floating(Number number) {
        if (!Double.isFinite(number.doubleValue())) {
            throw new IllegalArgumentException("JSON has no number like " + number);
        }
        return NODES.numberNode(new BigDecimal(number.toString()));
    }
}
