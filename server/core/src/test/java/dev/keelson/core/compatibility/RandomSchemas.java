package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random schemas, and random changes of schemas. The same seed gives the same. */
final class RandomSchemas {
    private static final List<String> NAMES = List.of("a", "b", "ab", "c1");
    private static final List<String> PATTERNS = List.of("^a", "b", "^[a-c]+$", "[0-9]");
    private static final List<String> TYPES =
            List.of("string", "integer", "number", "boolean", "null", "array", "object");
    private static final List<String> FORMATS = List.of("date", "email", "uuid");

    private final Random random;

    RandomSchemas(Random random) {
        this.random = random;
    }

    /** A schema document with two definitions to refer to. */
    ObjectNode document() {
        ObjectNode document = schema(3);
        ObjectNode definitions = document.putObject("$defs");
        definitions.set("d", schema(2));
        definitions.set("e", schema(1));
        return document;
    }

    ObjectNode schema(int depth) {
        ObjectNode schema = Json.object();
        String type = TYPES.get(random.nextInt(depth > 0 ? 7 : 5));
        if (chance(8)) {
            schema.set("type", value("[\"" + type + "\",\"" + pick(TYPES) + "x\"]".replace("x\"", "\"")));
            dedupe(schema);
        } else if (!chance(6)) {
            schema.put("type", type);
        }
        describe(schema, type, depth);
        if (chance(4)) {
            combine(schema, depth);
        }
        return schema;
    }

    /** The document with one to three small changes. */
    JsonNode changed(JsonNode document) {
        JsonNode changed = document.deepCopy();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            List<ObjectNode> schemas = new ArrayList<>();
            collect(changed, schemas);
            change(schemas.get(random.nextInt(schemas.size())));
        }
        return changed;
    }

    private void change(ObjectNode schema) {
        List<String> keywords = new ArrayList<>();
        schema.fieldNames().forEachRemaining(keywords::add);
        keywords.remove("$defs");
        switch (random.nextInt(4)) {
            case 0 -> {
                if (!keywords.isEmpty()) {
                    schema.remove(pick(keywords));
                }
            }
            case 1 -> {
                String type =
                        schema.path("type").isTextual() ? schema.path("type").asText() : pick(TYPES);
                describe(schema, type, 1);
            }
            case 2 -> combine(schema, 1);
            default -> schema.setAll(schema(1));
        }
    }

    private void describe(ObjectNode schema, String type, int depth) {
        if (chance(7)) {
            schema.set(chance(3) ? "const" : "enum", value("[0,1,\"a\",\"xx\",null]"));
            if (schema.has("const")) {
                schema.set("const", value(pick(List.of("0", "1.0", "\"a\"", "null", "{\"a\":1}"))));
            }
        }
        switch (type) {
            case "string" -> string(schema);
            case "integer", "number" -> number(schema);
            case "array" -> array(schema, depth);
            case "object" -> object(schema, depth);
            default -> schema.put("description", "d" + random.nextInt(3));
        }
    }

    private void string(ObjectNode schema) {
        maybe(3, () -> schema.put("minLength", random.nextInt(4)));
        maybe(3, () -> schema.put("maxLength", random.nextInt(6)));
        maybe(6, () -> schema.put("pattern", pick(PATTERNS)));
        maybe(8, () -> schema.put("format", pick(FORMATS)));
        maybe(4, () -> schema.set("enum", value(pick(List.of("[\"a\"]", "[\"a\",\"b\"]", "[\"b\",\"xx\",\"\"]")))));
        maybe(12, () -> schema.put("nullable", true));
    }

    private void number(ObjectNode schema) {
        maybe(3, () -> schema.put("minimum", random.nextInt(5) - 2));
        maybe(3, () -> schema.put("maximum", random.nextInt(5)));
        maybe(5, () -> schema.put("exclusiveMinimum", random.nextInt(5) - 2.5));
        maybe(5, () -> schema.put("exclusiveMaximum", random.nextInt(5)));
        maybe(4, () -> schema.set("multipleOf", value(pick(List.of("1", "2", "0.5", "3", "4")))));
        maybe(6, () -> schema.set("enum", value(pick(List.of("[1]", "[1,2.0]", "[0,2,3.5]")))));
    }

    private void array(ObjectNode schema, int depth) {
        maybe(2, () -> schema.set("items", sub(depth)));
        maybe(5, () -> schema.putArray("prefixItems").add(sub(depth)).add(sub(depth)));
        maybe(4, () -> schema.put("minItems", random.nextInt(3)));
        maybe(4, () -> schema.put("maxItems", random.nextInt(4)));
        maybe(6, () -> schema.put("uniqueItems", random.nextBoolean()));
        maybe(5, () -> schema.set("contains", sub(depth)));
        maybe(9, () -> schema.put("minContains", random.nextInt(3)));
        maybe(9, () -> schema.put("maxContains", random.nextInt(3)));
        maybe(12, () -> schema.set("unevaluatedItems", sub(depth)));
    }

    private void object(ObjectNode schema, int depth) {
        for (String name : NAMES) {
            maybe(2, () -> withObject(schema, "properties").set(name, sub(depth)));
            maybe(5, () -> list(schema, "required", name));
        }
        maybe(3, () -> schema.put("additionalProperties", chance(4)));
        maybe(6, () -> schema.set("additionalProperties", sub(depth)));
        maybe(6, () -> withObject(schema, "patternProperties").set(pick(PATTERNS), sub(depth)));
        maybe(9, () -> schema.set("propertyNames", value("{\"maxLength\":" + random.nextInt(4) + "}")));
        maybe(8, () -> schema.put("minProperties", random.nextInt(3)));
        maybe(8, () -> schema.put("maxProperties", random.nextInt(4)));
        maybe(
                9,
                () -> withObject(schema, "dependentRequired")
                        .putArray(pick(NAMES))
                        .add(pick(NAMES)));
        maybe(10, () -> withObject(schema, "dependentSchemas").set(pick(NAMES), sub(depth)));
        maybe(10, () -> schema.put("unevaluatedProperties", false));
        maybe(12, () -> schema.put("title", "t" + random.nextInt(3)));
    }

    private void combine(ObjectNode schema, int depth) {
        switch (random.nextInt(8)) {
            case 0 -> schema.putArray("anyOf").add(sub(depth)).add(sub(depth));
            case 1 -> schema.putArray("oneOf").add(sub(depth)).add(sub(depth));
            case 2 -> schema.putArray("allOf").add(sub(depth));
            case 3 -> schema.set("not", sub(depth));
            case 4 -> {
                schema.set("if", sub(depth));
                schema.set(random.nextBoolean() ? "then" : "else", sub(depth));
            }
            case 5 -> schema.put("$ref", pick(List.of("#/$defs/d", "#/$defs/e")));
            case 6 ->
                schema.putArray(random.nextBoolean() ? "anyOf" : "oneOf")
                        .add(sub(depth))
                        .addObject()
                        .put("type", "null");
            default ->
                schema.putArray("oneOf").add(tagged("x", depth)).add(tagged(random.nextBoolean() ? "y" : "x", depth));
        }
    }

    private ObjectNode tagged(String tag, int depth) {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("a").put("const", tag);
        properties.set("b", sub(depth));
        schema.putArray("required").add("a");
        return schema;
    }

    private JsonNode sub(int depth) {
        if (chance(15)) {
            return Json.mapper().getNodeFactory().booleanNode(random.nextBoolean());
        }
        if (chance(10)) {
            return Json.object().put("$ref", pick(List.of("#/$defs/d", "#/$defs/e")));
        }
        return schema(Math.max(0, depth - 1));
    }

    private static ObjectNode withObject(ObjectNode schema, String keyword) {
        return schema.path(keyword) instanceof ObjectNode object ? object : schema.putObject(keyword);
    }

    private static void list(ObjectNode schema, String keyword, String name) {
        ArrayNode list = schema.path(keyword) instanceof ArrayNode array ? array : schema.putArray(keyword);
        for (JsonNode each : list) {
            if (each.asText().equals(name)) {
                return;
            }
        }
        list.add(name);
    }

    private static void dedupe(ObjectNode schema) {
        ArrayNode types = (ArrayNode) schema.path("type");
        if (types.path(0).equals(types.path(1))) {
            types.remove(1);
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> schemas) {
        if (node instanceof ObjectNode object && looksLikeASchema(object)) {
            schemas.add(object);
        }
        node.properties().stream()
                .filter(entry -> !List.of("const", "enum").contains(entry.getKey()))
                .forEach(entry -> collect(entry.getValue(), schemas));
        if (node.isArray()) {
            node.forEach(each -> collect(each, schemas));
        }
    }

    private static boolean looksLikeASchema(ObjectNode node) {
        return node.has("type") || node.has("$defs") || node.has("description") || node.has("enum");
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private void maybe(int oneIn, Runnable keyword) {
        if (chance(oneIn)) {
            keyword.run();
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static JsonNode value(String json) {
        return Json.parse(json);
    }
}
