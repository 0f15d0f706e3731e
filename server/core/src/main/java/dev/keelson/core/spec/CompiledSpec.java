package dev.keelson.core.spec;

import dev.keelson.core.contract.Contract;
import java.util.List;

/**
 * What a spec says, in parts that the server can use.
 *
 * @param instructions the system prompt made from purpose, rules and field descriptions
 */
public record CompiledSpec(
        String title,
        String purpose,
        List<Rule> rules,
        Contract contract,
        List<Example> examples,
        String instructions) {

    public CompiledSpec {
        rules = List.copyOf(rules);
        examples = List.copyOf(examples);
    }
}
