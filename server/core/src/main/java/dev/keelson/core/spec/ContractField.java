package dev.keelson.core.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.contract.Contract;
import java.util.ArrayList;
import java.util.List;

/**
 * One field of a contract, at any depth.
 *
 * @param pointer {@code /input/subject} or {@code /output/lines/amount}; items of lists have no step of their own
 * @param schema of the field itself, a list's with its items
 */
public record ContractField(String pointer, String name, boolean required, JsonNode schema) {
    public static final String INPUT = "/input";
    public static final String OUTPUT = "/output";

    /** In the author's order, a field before those inside it. */
    public static List<ContractField> of(Contract contract) {
        List<ContractField> fields = new ArrayList<>(of(contract.input(), INPUT));
        fields.addAll(of(contract.output(), OUTPUT));
        return fields;
    }

    /** Fields of one side; {@code pointer}: {@link #INPUT} or {@link #OUTPUT}. */
    public static List<ContractField> of(JsonNode schema, String pointer) {
        List<ContractField> fields = new ArrayList<>();
        collect(schema, pointer, fields);
        return fields;
    }

    /** The schema that says what a value is: of a list that of its items. */
    public JsonNode item() {
        return schema.path("items").isObject() ? schema.get("items") : schema;
    }

    /** Values of {@code one of}, without null; empty for other types. */
    public List<String> values() {
        List<String> values = new ArrayList<>();
        item().path("enum").forEach(value -> {
            if (value.isTextual()) {
                values.add(value.textValue());
            }
        });
        return values;
    }

    public String description() {
        return schema.path("description").asText("");
    }

    /** How deep is bounded by the compiler. */
    private static void collect(JsonNode schema, String pointer, List<ContractField> fields) {
        JsonNode object = schema.path("items").isObject() ? schema.get("items") : schema;
        List<String> required = new ArrayList<>();
        object.path("required").forEach(name -> required.add(name.asText()));
        object.path("properties").properties().forEach(entry -> {
            String below = pointer + "/" + entry.getKey();
            fields.add(new ContractField(below, entry.getKey(), required.contains(entry.getKey()), entry.getValue()));
            collect(entry.getValue(), below, fields);
        });
    }
}
