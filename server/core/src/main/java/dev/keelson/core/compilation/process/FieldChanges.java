package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.process.SchemaWalk.Visited;
import java.util.ArrayList;
import java.util.List;

/** Changes one field of an input at a time: each value of an enum, each boundary, each optional field left out. */
final class FieldChanges {
    private static final int MAX_CHANGES = 60;
    private static final int MAX_VALUES = 10;
    private static final int MAX_TEXT = 8_000;
    private static final int MAX_ITEMS = 50;

    private final JsonNode base;
    private final List<ScenarioDraft> changes = new ArrayList<>();

    private FieldChanges(JsonNode base) {
        this.base = base;
    }

    static List<ScenarioDraft> of(AgentDefinition definition, JsonNode base) {
        var made = new FieldChanges(base);
        SchemaWalk.of(definition.contract()).stream().filter(Visited::isInput).forEach(made::change);
        return made.changes.stream().limit(MAX_CHANGES).toList();
    }

    private void change(Visited field) {
        values(field);
        numbers(field);
        lengths(field);
        items(field);
        if (SchemaWalk.hasType(field.schema(), "boolean")) {
            set(field, "value", "true", Json.parse("true"));
            set(field, "value", "false", Json.parse("false"));
        }
        if (SchemaWalk.hasType(field.schema(), "null")) {
            set(field, "value", "null", NullNode.getInstance());
        }
        if (!field.isRequired()) {
            InputCases.without(base, field.pointer())
                    .ifPresent(input -> changes.add(new ScenarioDraft("missing", "Without " + path(field), input)));
        }
    }

    private void values(Visited field) {
        int count = 0;
        for (JsonNode value : field.schema().path("enum")) {
            if (!value.isNull() && count++ < MAX_VALUES) {
                set(field, "value", value.asText(), value);
            }
        }
    }

    private void numbers(Visited field) {
        if (field.schema().has("minimum")) {
            set(field, "boundary", "its minimum", field.schema().get("minimum"));
        }
        if (field.schema().has("maximum")) {
            set(field, "boundary", "its maximum", field.schema().get("maximum"));
        }
    }

    private void lengths(Visited field) {
        JsonNode schema = field.schema();
        if (!field.isFreeText() || field.isType("array") || schema.has("pattern")) {
            return;
        }
        int most = schema.path("maxLength").asInt(0);
        if (most > 0 && most <= MAX_TEXT) {
            set(field, "boundary", most + " characters", text(ValueMaker.textOf(schema, most)));
        }
        int least = schema.path("minLength").asInt(0);
        set(
                field,
                "boundary",
                least == 0 ? "no text" : least + " characters",
                text("x".repeat(Math.min(least, MAX_TEXT))));
    }

    private void items(Visited field) {
        if (!field.isType("array")) {
            return;
        }
        int most = field.schema().path("maxItems").asInt(0);
        if (most > 0 && most <= MAX_ITEMS) {
            set(field, "boundary", Counted.of(most, "item"), list(field, most));
        }
        int least = field.schema().path("minItems").asInt(0);
        set(field, "boundary", Counted.of(least, "item"), list(field, Math.min(least, MAX_ITEMS)));
    }

    private static ArrayNode list(Visited field, int size) {
        ArrayNode list = Json.mapper().createArrayNode();
        for (int i = 0; i < size; i++) {
            list.add(ValueMaker.full(field.value()));
        }
        return list;
    }

    private static JsonNode text(String text) {
        return Json.parse(Json.text(text));
    }

    private void set(Visited field, String technique, String words, JsonNode value) {
        InputCases.with(base, field.pointer(), value)
                .ifPresent(input -> changes.add(new ScenarioDraft(technique, path(field) + ": " + words, input)));
    }

    private static String path(Visited field) {
        return field.pointer().substring("/input/".length()).replace('/', '.');
    }
}
