package dev.keelson.core.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import java.util.Map;
import java.util.Set;

/**
 * Spells null as JSON Schema does: {@code "nullable": true}, which OpenAPI 3.0 writes beside a type and JSON Schema
 * ignores, becomes a type. So a contract that was copied from such a document means here what it meant there.
 */
public final class NullSpelling {
    /** Below these keywords stand values, not schemas. */
    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");

    private NullSpelling() {}

    /** The schema itself when it has no such spelling. */
    public static JsonNode spelledOut(JsonNode schema) {
        return schema.findValue("nullable") == null ? schema : rewritten(schema);
    }

    private static JsonNode rewritten(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode items = Json.mapper().createArrayNode();
            array.forEach(item -> items.add(rewritten(item)));
            return items;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode result = Json.object();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            boolean value = VALUES.contains(entry.getKey());
            result.set(entry.getKey(), value ? entry.getValue() : rewritten(entry.getValue()));
        }
        JsonNode type = object.path("type");
        boolean nullable =
                object.path("nullable").isBoolean() && object.path("nullable").booleanValue();
        if (nullable && (type.isTextual() || type.isArray())) {
            result.set("type", withNull(type));
            result.remove("nullable");
        }
        return result;
    }

    private static ArrayNode withNull(JsonNode type) {
        ArrayNode types = Json.mapper().createArrayNode();
        if (type.isTextual()) {
            types.add(type);
        }
        type.forEach(types::add);
        boolean has = false;
        for (JsonNode name : types) {
            has |= name.asText().equals("null");
        }
        return has ? types : types.add("null");
    }
}
