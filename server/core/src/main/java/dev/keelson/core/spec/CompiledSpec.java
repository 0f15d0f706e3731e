package dev.keelson.core.spec;

import dev.keelson.core.contract.Contract;
import java.util.List;

/**
 * What a spec says, in parts that the server can use.
 *
 * @param instructions the system prompt made from purpose, rules and field descriptions
 * @param invariants of the rules that leave no room
 */
public record CompiledSpec(
        String title,
        String purpose,
        List<Rule> rules,
        Contract contract,
        List<Example> examples,
        String instructions,
        List<Invariant> invariants) {

    public CompiledSpec {
        rules = List.copyOf(rules);
        examples = List.copyOf(examples);
        invariants = List.copyOf(invariants);
    }

    /** Without invariants. */
    public CompiledSpec(
            String title,
            String purpose,
            List<Rule> rules,
            Contract contract,
            List<Example> examples,
            String instructions) {
        this(title, purpose, rules, contract, examples, instructions, List.of());
    }
}
