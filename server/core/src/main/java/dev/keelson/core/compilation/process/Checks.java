package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.spec.InvariantFinder;

/** Reports which rules each output is held against, and why the other rules are the model's alone. */
final class Checks {

    private Checks() {}

    static ProcessResult run(ProcessInput input, AgentDefinition definition) {
        InvariantFinder.Found found =
                InvariantFinder.find(definition.rules(), definition.contract(), definition.examples());
        ObjectNode result = Json.object();
        ArrayNode checked = result.putArray("invariants");
        definition
                .invariants()
                .forEach(each -> checked.addObject()
                        .put("ruleId", each.ruleId())
                        .put("text", each.text())
                        .set("schema", each.schema()));
        ArrayNode unchecked = result.putArray("unchecked");
        found.unchecked()
                .forEach(each ->
                        unchecked.addObject().put("ruleId", each.ruleId()).put("reason", each.reason()));
        int all = definition.rules().size();
        return ProcessResult.byRules(
                definition.invariants().size() + " of " + Counted.of(all, "rule")
                        + " checked on every output; the model follows the others unchecked.",
                result);
    }
}
