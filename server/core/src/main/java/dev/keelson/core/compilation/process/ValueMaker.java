package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import java.math.BigDecimal;

/** Makes plain values that fit a schema. Deterministic. A value may still not fit where a pattern is out of the ordinary. */
final class ValueMaker {
    private static final String WORDS = "Please look at this and tell me what to do next. ";
    /** A picture of one point, and the smallest PDF that readers take. */
    private static final String IMAGE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static final String PDF = "JVBERi0xLjEKdHJhaWxlcjw8L1Jvb3Q8PC9QYWdlczw8Pj4+Pj4+CiUlRU9G";
    private static final int MAX_DEPTH = 16;

    private ValueMaker() {}

    /** A value with everything that is required and nothing else. */
    static JsonNode least(JsonNode schema) {
        return make(schema, false, 0);
    }

    /** A value with the optional fields too. */
    static JsonNode full(JsonNode schema) {
        return make(schema, true, 0);
    }

    private static JsonNode make(JsonNode schema, boolean optional, int depth) {
        if (depth > MAX_DEPTH) {
            return NullNode.getInstance();
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.path("enum").size() > 0) {
            return schema.get("enum").get(0);
        }
        if (SchemaWalk.hasType(schema, "object") || schema.has("properties")) {
            return object(schema, optional, depth);
        }
        if (SchemaWalk.hasType(schema, "array")) {
            return array(schema, optional, depth);
        }
        return scalar(schema);
    }

    private static JsonNode object(JsonNode schema, boolean optional, int depth) {
        ObjectNode object = Json.object();
        schema.path("properties").properties().forEach(each -> {
            if (optional || isRequired(schema, each.getKey())) {
                object.set(each.getKey(), make(each.getValue(), optional, depth + 1));
            }
        });
        return object;
    }

    static boolean isRequired(JsonNode schema, String field) {
        for (JsonNode name : schema.path("required")) {
            if (name.asText().equals(field)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode array(JsonNode schema, boolean optional, int depth) {
        ArrayNode array = Json.mapper().createArrayNode();
        int wanted = Math.max(schema.path("minItems").asInt(0), optional ? 1 : 0);
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        for (int i = 0; i < Math.min(wanted, Math.min(most, 100)); i++) {
            array.add(make(schema.path("items"), optional, depth + 1));
        }
        return array;
    }

    private static JsonNode scalar(JsonNode schema) {
        if (SchemaWalk.hasType(schema, "boolean")) {
            return Json.parse("false");
        }
        if (SchemaWalk.hasType(schema, "integer") || SchemaWalk.hasType(schema, "number")) {
            return number(schema);
        }
        return SchemaWalk.hasType(schema, "string") ? Json.parse(Json.text(text(schema))) : NullNode.getInstance();
    }

    private static JsonNode number(JsonNode schema) {
        BigDecimal value = BigDecimal.ONE;
        if (schema.has("minimum")) {
            value = value.max(schema.get("minimum").decimalValue());
        }
        if (schema.has("maximum")) {
            value = value.min(schema.get("maximum").decimalValue());
        }
        return Json.parse(value.toPlainString());
    }

    static String text(JsonNode schema) {
        String media = schema.path("contentMediaType").asText();
        if (!media.isEmpty()) {
            return media.startsWith("image/") ? IMAGE : PDF;
        }
        String formatted = formatted(schema.path("format").asText());
        if (!formatted.isEmpty()) {
            return formatted;
        }
        if (schema.has("pattern")) {
            return PatternText.of(schema.get("pattern").asText());
        }
        return textOf(schema, 60);
    }

    /** Plain words of about the length, within the schema's bounds. */
    static String textOf(JsonNode schema, int length) {
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        int wanted = Math.max(least, Math.min(length, most));
        String text = WORDS.repeat(wanted / WORDS.length() + 1).substring(0, wanted);
        return text.endsWith(" ") ? text.substring(0, wanted - 1) + "." : text;
    }

    private static String formatted(String format) {
        return switch (format) {
            case "date" -> "2026-03-01";
            case "date-time" -> "2026-03-01T09:30:00Z";
            case "email" -> "kim@example.com";
            case "uri" -> "https://example.com/a";
            default -> "";
        };
    }
}
