package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.contract.Contract;
import java.util.List;
import java.util.Optional;

/** Makes inputs of an agent: a usual one, and changes of one field. */
final class InputCases {
    private static final String INPUT = "/input/";

    private InputCases() {}

    /** The first example with the optional fields that it leaves out, else a made-up input. Valid where one is found. */
    static JsonNode usual(AgentDefinition definition) {
        JsonNode schema = definition.contract().input();
        CompiledSchema compiled = CompiledSchema.of(schema);
        JsonNode full = ValueMaker.full(schema);
        if (!definition.examples().isEmpty()) {
            JsonNode example = definition.examples().get(0).input();
            JsonNode merged = merged(full, example);
            return compiled.validate(merged).isEmpty() ? merged : example;
        }
        return compiled.validate(full).isEmpty() ? full : ValueMaker.least(schema);
    }

    /** The usual input with the text in its first field that takes it; valid or not. */
    static JsonNode withText(AgentDefinition definition, String text) {
        JsonNode usual = usual(definition);
        return texts(definition.contract()).stream()
                .findFirst()
                .flatMap(field -> with(usual, field.pointer(), Json.parse(Json.text(text))))
                .orElseGet(() -> Json.object().put("text", text));
    }

    /** Fields of the input that take free text, the one with most room first. */
    static List<SchemaWalk.Visited> texts(Contract contract) {
        return SchemaWalk.of(contract).stream()
                .filter(field -> field.isInput() && field.isFreeText() && !field.isType("array"))
                .filter(field -> !field.schema().has("pattern"))
                .sorted((one, other) -> Integer.compare(room(other), room(one)))
                .toList();
    }

    static int room(SchemaWalk.Visited field) {
        return field.schema().path("maxLength").asInt(Integer.MAX_VALUE);
    }

    /** A copy with another value at the field; empty when nothing holds the field. */
    static Optional<JsonNode> with(JsonNode input, String pointer, JsonNode value) {
        JsonNode copy = input.deepCopy();
        return parent(copy, pointer).map(parent -> {
            parent.set(last(pointer), value);
            return copy;
        });
    }

    /** A copy without the field; empty when it was not there. */
    static Optional<JsonNode> without(JsonNode input, String pointer) {
        JsonNode copy = input.deepCopy();
        return parent(copy, pointer).filter(parent -> parent.has(last(pointer))).map(parent -> {
            parent.remove(last(pointer));
            return copy;
        });
    }

    private static String last(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    /** The object that holds the field; of a list its first item. */
    private static Optional<ObjectNode> parent(JsonNode input, String pointer) {
        JsonNode at = input;
        String[] steps = pointer.substring(INPUT.length()).split("/", -1);
        for (int i = 0; i < steps.length - 1; i++) {
            at = at.path(steps[i]);
            at = at.isArray() ? at.path(0) : at;
        }
        return at instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    private static JsonNode merged(JsonNode under, JsonNode over) {
        if (!(under instanceof ObjectNode lower) || !(over instanceof ObjectNode upper)) {
            return over;
        }
        ObjectNode both = lower.deepCopy();
        upper.properties()
                .forEach(each -> both.set(
                        each.getKey(),
                        lower.has(each.getKey())
                                ? merged(lower.get(each.getKey()), each.getValue())
                                : each.getValue()));
        return both;
    }
}
