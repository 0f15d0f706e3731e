package dev.keelson.adminui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.contract.Contract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A contract as two tables of fields, with the schemas behind them. */
public record ContractView(List<Part> parts, String digest) {
    private static final Set<String> TOLD_ELSEWHERE = Set.of(
            "$schema",
            "type",
            "properties",
            "required",
            "description",
            "items",
            "additionalProperties",
            "title",
            "x-keelson-values");
    private static final int MAX_FIELDS = 500;

    public ContractView {
        parts = List.copyOf(parts);
    }

    /** One direction of a contract. */
    public record Part(String name, List<Field> fields, JsonNode schema) {}

    /** One field: {@code name} is its path, {@code rules} are the keywords that bound its values. */
    public record Field(String name, String type, boolean required, String rules, String description) {}

    static ContractView of(Contract contract) {
        return new ContractView(
                List.of(part("Input", contract.input()), part("Output", contract.output())), contract.digest());
    }

    private static Part part(String name, JsonNode schema) {
        List<Field> fields = new ArrayList<>();
        collect(schema, "", fields);
        return new Part(name, List.copyOf(fields), schema);
    }

    /** Depth is bounded by what JSON may be nested. */
    private static void collect(JsonNode schema, String prefix, List<Field> fields) {
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(each -> required.add(each.asText()));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (fields.size() == MAX_FIELDS) {
                return;
            }
            String name = prefix + property.getKey();
            JsonNode value = property.getValue();
            fields.add(field(name, required.contains(property.getKey()), value));
            collect(value, name + ".", fields);
            collect(value.path("items"), name + "[].", fields);
        }
    }

    private static Field field(String name, boolean required, JsonNode schema) {
        List<String> rules = new ArrayList<>();
        schema.properties().forEach(keyword -> {
            if (!TOLD_ELSEWHERE.contains(keyword.getKey())) {
                rules.add(keyword.getKey() + " " + text(keyword.getValue()));
            }
        });
        return new Field(
                name,
                type(schema),
                required,
                String.join("; ", rules),
                schema.path("description").asText(""));
    }

    private static String type(JsonNode schema) {
        if (schema.has("enum")) {
            return "one of";
        }
        String type = text(schema.path("type"));
        return type.equals("array") ? "list of " + type(schema.path("items")) : type;
    }

    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.asText("");
        }
        List<String> all = new ArrayList<>();
        value.forEach(each -> all.add(each.isTextual() ? each.textValue() : each.toString()));
        return String.join(", ", all);
    }
}
