package dev.keelson.core.agentapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import java.util.Set;

/** Moves a schema that stood alone into a document: its references then start at the document's root. */
final class EmbeddedSchema {
    /** Below these keywords, keys are names of the author's choice, not keywords. */
    private static final Set<String> MAPS_OF_SCHEMAS =
            Set.of("properties", "patternProperties", "$defs", "dependentSchemas");
    /** Below these keywords stand values, not schemas. */
    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");

    private final String place;

    private EmbeddedSchema(String place) {
        this.place = place;
    }

    /** A copy of the schema as it must stand at {@code place}, such as {@code #/components/schemas/Input}. */
    static JsonNode at(String place, JsonNode schema) {
        JsonNode moved = new EmbeddedSchema(place).move(schema);
        if (moved instanceof ObjectNode object) {
            object.remove("$schema");
            object.remove("$id");
        }
        return moved;
    }

    private JsonNode move(JsonNode schema) {
        if (schema instanceof ArrayNode array) {
            ArrayNode moved = Json.mapper().createArrayNode();
            array.forEach(item -> moved.add(move(item)));
            return moved;
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode moved = Json.object();
        object.properties().forEach(entry -> moved.set(entry.getKey(), keyword(entry.getKey(), entry.getValue())));
        return moved;
    }

    private JsonNode keyword(String keyword, JsonNode value) {
        if (VALUES.contains(keyword)) {
            return value;
        }
        if (keyword.equals("$ref") && value.isTextual()) {
            return Json.mapper().getNodeFactory().textNode(reference(value.textValue()));
        }
        if (!MAPS_OF_SCHEMAS.contains(keyword)) {
            return move(value);
        }
        ObjectNode moved = Json.object();
        value.properties().forEach(entry -> moved.set(entry.getKey(), move(entry.getValue())));
        return moved;
    }

    private String reference(String reference) {
        boolean here = reference.equals("#") || reference.startsWith("#/");
        return here ? place + reference.substring(1) : reference;
    }
}
