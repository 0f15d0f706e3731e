package dev.keelson.core.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.keelson.core.common.Json;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A field of the contract that a rule names.
 *
 * @param steps {@code input} or {@code output}, then the names of objects, then its own
 */
record FieldAt(List<String> steps, JsonNode schema) {

    FieldAt {
        steps = List.copyOf(steps);
    }

    String name() {
        return String.join(".", steps);
    }

    boolean isOutput() {
        return steps.get(0).equals("output");
    }

    boolean hasType(String... any) {
        Set<String> types = types();
        return Set.of(any).stream().anyMatch(types::contains);
    }

    /** The value as the field holds it. Throws {@link NotCheckable} when it never can. */
    JsonNode value(RuleTokens.Token token) {
        String text = token.text();
        if (text.equals("null") && types().contains("null")) {
            return NullNode.getInstance();
        }
        JsonNode values = schema.path("enum");
        if (hasType("string") || values.isArray()) {
            if (token.isQuoted() && (!values.isArray() || contains(values, text))) {
                return Json.mapper().getNodeFactory().textNode(text);
            }
        } else if (hasType("boolean") && (text.equals("true") || text.equals("false"))) {
            return Json.mapper().getNodeFactory().booleanNode(text.equals("true"));
        } else if (hasType("integer", "number") && RuleTokens.isNumber(text)) {
            return Json.parse(text);
        }
        throw new NotCheckable("\"" + text + "\" is no value of " + name());
    }

    private static boolean contains(JsonNode values, String text) {
        for (JsonNode value : values) {
            if (value.isTextual() && value.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    private Set<String> types() {
        Set<String> types = new TreeSet<>();
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            types.add(type.asText());
        }
        type.forEach(each -> types.add(each.asText()));
        return types;
    }
}
