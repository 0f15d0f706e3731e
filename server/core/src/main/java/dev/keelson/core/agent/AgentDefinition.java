package dev.keelson.core.agent;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keelson.core.common.CanonicalJson;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.spec.Example;
import dev.keelson.core.spec.Invariant;
import dev.keelson.core.spec.Reading;
import dev.keelson.core.spec.Rule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that shapes an agent's behaviour. Its canonical JSON is what a version's digest covers.
 *
 * @param pins version of each plugin that the definition uses, by extension: {@code provider/local -> local 0.1.0};
 *     empty while the definition is a draft's
 * @param invariants what must hold between input and output, as the rules say; every output is held against them
 * @param reading what was understood of a spec in free prose; null when the spec itself has the form of
 *     docs/spec-format.md
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
        Map<String, String> pins,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Invariant> invariants,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Reading reading) {

    public AgentDefinition {
        rules = List.copyOf(rules);
        examples = List.copyOf(examples);
        tools = List.copyOf(tools);
        checks = List.copyOf(checks);
        pins = Collections.unmodifiableMap(new TreeMap<>(pins));
        // Absent in what was stored before there were invariants.
        invariants = invariants == null ? List.of() : List.copyOf(invariants);
    }

    /** Of a spec in the form of docs/spec-format.md, without invariants. */
    public AgentDefinition(
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
        this(
                spec,
                title,
                purpose,
                rules,
                instructions,
                examples,
                contract,
                models,
                tools,
                checks,
                limits,
                pins,
                List.of(),
                null);
    }

    AgentDefinition withPins(Map<String, String> all) {
        return new AgentDefinition(
                spec,
                title,
                purpose,
                rules,
                instructions,
                examples,
                contract,
                models,
                tools,
                checks,
                limits,
                all,
                invariants,
                reading);
    }

    AgentDefinition withModels(ModelPolicy pinned) {
        return new AgentDefinition(
                spec,
                title,
                purpose,
                rules,
                instructions,
                examples,
                contract,
                pinned,
                tools,
                checks,
                limits,
                pins,
                invariants,
                reading);
    }

    AgentDefinition withReading(Reading other) {
        return new AgentDefinition(
                spec,
                title,
                purpose,
                rules,
                instructions,
                examples,
                contract,
                models,
                tools,
                checks,
                limits,
                pins,
                invariants,
                other);
    }

    /** {@code sha256:<hex>} over the RFC 8785 form. */
    @JsonIgnore
    public String digest() {
        return CanonicalJson.digest(this);
    }
}
