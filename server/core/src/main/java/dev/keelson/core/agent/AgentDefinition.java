package dev.keelson.core.agent;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.keelson.core.common.CanonicalJson;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.spec.Example;
import dev.keelson.core.spec.Rule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that shapes an agent's behaviour. Its canonical JSON is what a version's digest covers.
 *
 * @param pins version of each plugin that the definition uses, by extension: {@code provider/local -> local 0.1.0};
 *     empty while the definition is a draft's
 */
public record AgentDefinition(
        String spec,
        String title,
        String purpose,
        List<Rule> rules,
        String instructions,
        List<Example> examples,
        Contract contract,
        ModelPolicy models,
        List<ToolBinding> tools,
        List<CheckBinding> checks,
        Limits limits,
        Map<String, String> pins) {

    public AgentDefinition {
        rules = List.copyOf(rules);
        examples = List.copyOf(examples);
        tools = List.copyOf(tools);
        checks = List.copyOf(checks);
        pins = Map.copyOf(new TreeMap<>(pins));
    }

    AgentDefinition withPins(Map<String, String> all) {
        return new AgentDefinition(
                spec, title, purpose, rules, instructions, examples, contract, models, tools, checks, limits, all);
    }

    AgentDefinition withModels(ModelPolicy pinned) {
        return new AgentDefinition(
                spec, title, purpose, rules, instructions, examples, contract, pinned, tools, checks, limits, pins);
    }

    /** {@code sha256:<hex>} over the RFC 8785 form. */
    @JsonIgnore
    public String digest() {
        return CanonicalJson.digest(this);
    }
}
