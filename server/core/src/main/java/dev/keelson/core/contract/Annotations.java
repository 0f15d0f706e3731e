package dev.keelson.core.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import java.util.Set;

/**
 * Removes the keywords of a schema that only describe: those whose change is one of documentation or behaviour. A default
 * stays, since who leaves a field out gets another result when it changes.
 */
final class Annotations {
    private static final Set<String> DESCRIBING =
            Set.of("description", "title", "examples", "$comment", "x-keelson-values");
    /** Below these keywords, keys are names of the author's choice, not keywords. */
    private static final Set<String> MAPS_OF_SCHEMAS =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
    /** Below these keywords stand values, not schemas, or names of the author's choice. */
    private static final Set<String> VALUES = Set.of("const", "enum", "default", "dependentRequired", "dependencies");

    private Annotations() {}

    static JsonNode strip(JsonNode schema) {
        if (schema instanceof ArrayNode array) {
            ArrayNode kept = Json.mapper().createArrayNode();
            array.forEach(item -> kept.add(strip(item)));
            return kept;
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode kept = Json.object();
        object.properties().stream()
                .filter(entry -> !DESCRIBING.contains(entry.getKey()))
                .forEach(entry -> kept.set(entry.getKey(), stripValue(entry.getKey(), entry.getValue())));
        return kept;
    }

    private static JsonNode stripValue(String keyword, JsonNode value) {
        if (VALUES.contains(keyword)) {
            return value;
        }
        if (!MAPS_OF_SCHEMAS.contains(keyword)) {
            return strip(value);
        }
        ObjectNode kept = Json.object();
        value.properties().forEach(entry -> kept.set(entry.getKey(), strip(entry.getValue())));
        return kept;
    }
}
