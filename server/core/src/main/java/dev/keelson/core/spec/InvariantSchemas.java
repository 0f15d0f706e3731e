package dev.keelson.core.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import java.util.List;

/** Pieces of an invariant's schema, which is held against {@code {"input": ..., "output": ...}}. */
final class InvariantSchemas {

    private InvariantSchemas() {}

    static JsonNode together(JsonNode input, JsonNode output) {
        ObjectNode both = Json.object();
        both.set("input", input);
        both.set("output", output);
        return both;
    }

    /** Holds when the field is there and its value fits. */
    static JsonNode has(FieldAt field, JsonNode value) {
        JsonNode schema = value;
        List<String> steps = field.steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            ObjectNode outer = Json.object().put("type", "object");
            outer.putArray("required").add(steps.get(i));
            outer.putObject("properties").set(steps.get(i), schema);
            schema = outer;
        }
        return schema;
    }

    static JsonNode isSet(FieldAt field) {
        return has(field, not(Json.object().put("type", "null")));
    }

    static JsonNode not(JsonNode schema) {
        return Json.object().set("not", schema);
    }

    static JsonNode oneOf(List<JsonNode> values) {
        if (values.size() == 1) {
            return Json.object().set("const", values.get(0));
        }
        ObjectNode schema = Json.object();
        ArrayNode list = schema.putArray("enum");
        values.forEach(list::add);
        return schema;
    }

    /** All schemas at once. */
    static JsonNode all(List<JsonNode> schemas) {
        return joined("allOf", schemas);
    }

    /** At least one of the schemas. */
    static JsonNode any(List<JsonNode> schemas) {
        return joined("anyOf", schemas);
    }

    static JsonNode when(JsonNode condition, JsonNode claim) {
        ObjectNode schema = Json.object();
        schema.set("if", condition);
        schema.set("then", claim);
        return schema;
    }

    private static JsonNode joined(String keyword, List<JsonNode> schemas) {
        if (schemas.size() == 1) {
            return schemas.get(0);
        }
        ObjectNode schema = Json.object();
        ArrayNode list = schema.putArray(keyword);
        schemas.forEach(list::add);
        return schema;
    }
}
