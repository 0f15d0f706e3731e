package dev.keelson.core.compilation.prose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.spec.ContractField;
import java.util.List;

/** Fields as they stand in results. */
final class FieldList {

    private FieldList() {}

    /** Of a compiled contract. */
    static ArrayNode of(List<ContractField> fields) {
        ArrayNode array = Json.mapper().createArrayNode();
        fields.forEach(field -> array.add(json(field)));
        return array;
    }

    /** As a model read them. */
    static ArrayNode read(JsonNode fields, String side) {
        ArrayNode array = Json.mapper().createArrayNode();
        fields.forEach(field -> array.addObject()
                .put("pointer", side + "/" + field.path("path").asText())
                .put("type", field.path("type").asText())
                .put("required", !field.path("optional").asBoolean())
                .put("description", field.path("description").asText()));
        return array;
    }

    private static ObjectNode json(ContractField field) {
        JsonNode type = field.schema().path("type");
        return Json.object()
                .put("pointer", field.pointer())
                .put("type", type.isArray() ? type.path(0).asText() : type.asText())
                .put("required", field.required())
                .put("description", field.description());
    }
}
