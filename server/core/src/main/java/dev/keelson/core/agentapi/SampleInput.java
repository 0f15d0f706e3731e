package dev.keelson.core.agentapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.spec.Example;
import java.util.Map;
import java.util.Optional;

/** Finds an input that a sample can send: the author's first short example, or else one made of the schema. */
final class SampleInput {
    private static final int MAX_CHARACTERS = 4_096;
    private static final int MAX_DEPTH = 16;
    private static final Map<String, String> FORMATS = Map.of(
            "date", "2026-01-31",
            "date-time", "2026-01-31T10:00:00Z",
            "time", "10:00:00Z",
            "email", "someone@company.example",
            "uri", "https://company.example/",
            "uuid", "123e4567-e89b-42d3-a456-426614174000");

    private SampleInput() {}

    /** Empty when none can be made that the schema accepts. */
    static Optional<JsonNode> of(AgentDefinition definition) {
        CompiledSchema schema = CompiledSchema.of(definition.contract().input());
        return definition.examples().stream()
                .map(Example::input)
                .filter(input -> Json.text(input).length() <= MAX_CHARACTERS)
                .findFirst()
                .or(() -> Optional.of(made(definition.contract().input(), 0)))
                .filter(input -> !input.has("__proto__")
                        && Json.text(input).length() <= MAX_CHARACTERS
                        && schema.validate(input).isEmpty());
    }

    private static JsonNode made(JsonNode schema, int depth) {
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.path("enum").size() > 0) {
            return schema.get("enum").get(0);
        }
        String type = schema.path("type").isArray()
                ? schema.get("type").path(0).asText()
                : schema.path("type").asText();
        return switch (depth > MAX_DEPTH ? "null" : type) {
            case "string" -> text(schema);
            case "integer", "number" -> number(schema);
            case "boolean" -> JsonNodeFactory.instance.booleanNode(false);
            case "array" -> array(schema, depth);
            case "object" -> object(schema, depth);
            default -> JsonNodeFactory.instance.nullNode();
        };
    }

    private static JsonNode text(JsonNode schema) {
        String text = FORMATS.getOrDefault(schema.path("format").asText(), "text");
        int min = Math.min(schema.path("minLength").asInt(0), MAX_CHARACTERS);
        int max = schema.path("maxLength").asInt(MAX_CHARACTERS);
        String filled = text.length() < min ? text + ".".repeat(min - text.length()) : text;
        return JsonNodeFactory.instance.textNode(filled.substring(0, Math.min(filled.length(), Math.max(0, max))));
    }

    private static JsonNode number(JsonNode schema) {
        if (schema.has("minimum")) {
            return schema.get("minimum");
        }
        return schema.path("maximum").decimalValue().signum() < 0
                ? schema.get("maximum")
                : DecimalNode.valueOf(java.math.BigDecimal.ONE.min(
                        schema.has("maximum") ? schema.get("maximum").decimalValue() : java.math.BigDecimal.ONE));
    }

    private static JsonNode array(JsonNode schema, int depth) {
        ArrayNode array = Json.mapper().createArrayNode();
        int size = Math.min(Math.max(1, schema.path("minItems").asInt(1)), 10);
        for (int i = 0; i < size; i++) {
            array.add(made(schema.path("items"), depth + 1));
        }
        return array;
    }

    private static JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = Json.object();
        schema.path("required")
                .forEach(name ->
                        object.set(name.asText(), made(schema.path("properties").path(name.asText()), depth + 1)));
        return object;
    }
}
