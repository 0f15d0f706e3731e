package dev.keelson.core.compilation.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;

/** A small input that has the shape of a schema, for a person to fill with a real case. */
final class SampleInput {
    private static final JsonNodeFactory NODES = Json.mapper().getNodeFactory();

    private SampleInput() {}

    /** {@code text}: stands in the texts. Only required fields; a pattern is not met. */
    static JsonNode of(JsonNode schema, String text) {
        if (schema.path("enum").size() > 0) {
            return schema.get("enum").get(0);
        }
        return switch (type(schema)) {
            case "object" -> object(schema, text);
            case "array" -> array(schema, text);
            case "integer", "number" -> schema.has("minimum") ? schema.get("minimum") : number(schema);
            case "boolean" -> NODES.booleanNode(false);
            default -> NODES.textNode(string(schema, text));
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.path(0).asText("string") : type.asText("string");
    }

    private static JsonNode number(JsonNode schema) {
        boolean belowZero =
                schema.has("maximum") && schema.get("maximum").decimalValue().signum() < 0;
        return belowZero ? schema.get("maximum") : NODES.numberNode(0);
    }

    private static ObjectNode object(JsonNode schema, String text) {
        ObjectNode object = Json.object();
        for (JsonNode name : schema.path("required")) {
            object.set(name.asText(), of(schema.path("properties").path(name.asText()), text));
        }
        return object;
    }

    private static ArrayNode array(JsonNode schema, String text) {
        ArrayNode array = Json.mapper().createArrayNode();
        int items = Math.min(10, schema.path("minItems").asInt(0));
        for (int i = 0; i < items; i++) {
            array.add(of(schema.path("items"), text));
        }
        return array;
    }

    private static String string(JsonNode schema, String text) {
        String fixed = switch (schema.path("format").asText("")) {
            case "date" -> "2026-01-31";
            case "date-time" -> "2026-01-31T12:00:00Z";
            case "email" -> "someone@example.com";
            case "uri" -> "https://example.com/";
            default -> text;
        };
        int max = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        return fixed.length() <= max ? fixed : fixed.substring(0, max);
    }
}
