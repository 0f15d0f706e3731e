package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.spec.Invariant;
import dev.keelson.core.spec.InvariantFinder;
import java.util.ArrayList;
import java.util.List;

/** What invariants leave no choice about, for one input: the values that any right output has. */
final class ForcedOutput {
    private final List<Conditional> conditionals = new ArrayList<>();

    private ForcedOutput() {}

    static ForcedOutput of(List<Invariant> invariants) {
        var forced = new ForcedOutput();
        for (Invariant invariant : invariants) {
            JsonNode schema = invariant.schema();
            // A condition on the output is open until there is one.
            if (schema.has("if")
                    && schema.has("then")
                    && !Json.text(schema.get("if")).contains("\"output\"")) {
                forced.conditionals.add(
                        new Conditional(invariant.ruleId(), CompiledSchema.of(schema.get("if")), schema.get("then")));
            } else if (!schema.has("if")) {
                forced.conditionals.add(new Conditional(invariant.ruleId(), CompiledSchema.of(Json.object()), schema));
            }
        }
        return forced;
    }

    private record Conditional(String ruleId, CompiledSchema condition, JsonNode claim) {}

    /** The case with what its input forces, and the rules that force it; as it is when nothing is forced. */
    ScenarioDraft applyTo(ScenarioDraft draft) {
        JsonNode both = InvariantFinder.together(draft.input(), Json.object());
        ObjectNode expected = Json.object();
        List<String> rules = new ArrayList<>();
        for (Conditional each : conditionals) {
            if (each.condition().validate(both).isEmpty()) {
                rules.add(each.ruleId());
                constants(each.claim(), expected);
            }
        }
        if (rules.isEmpty() || draft.expected() != null) {
            return rules.isEmpty() ? draft : draft.trying(rules);
        }
        JsonNode output = expected.path("output");
        return output.isObject() ? draft.expecting(output, rules) : draft.trying(rules);
    }

    private static void constants(JsonNode schema, ObjectNode into) {
        schema.path("allOf").forEach(each -> constants(each, into));
        for (JsonNode required : schema.path("required")) {
            String name = required.asText();
            JsonNode inner = schema.path("properties").path(name);
            if (inner.has("const")) {
                into.set(name, inner.get("const"));
            } else if (inner.has("required")) {
                constants(inner, into.path(name) instanceof ObjectNode known ? known : into.putObject(name));
            }
        }
    }
}
