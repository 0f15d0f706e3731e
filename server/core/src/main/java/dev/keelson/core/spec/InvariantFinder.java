package dev.keelson.core.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns rules into invariants, where a rule has one of the forms of docs/spec-format.md that leave no room. A rule in other
 * words is never guessed at: it is listed with the reason why nothing holds outputs against it. Needs no model; equal
 * rules and contracts give equal invariants.
 */
public final class InvariantFinder {

    private InvariantFinder() {}

    public static Found find(List<Rule> rules, Contract contract, List<Example> examples) {
        var fields = new ContractFields(contract);
        List<Invariant> invariants = new ArrayList<>();
        List<Unchecked> unchecked = new ArrayList<>();
        for (Rule rule : rules) {
            try {
                Invariant invariant = new Invariant(
                        rule.id(), new RuleSentence(RuleTokens.of(rule.text()), fields).read(), rule.text());
                requireExamplesKeep(invariant, examples);
                invariants.add(invariant);
            } catch (NotCheckable reason) {
                unchecked.add(new Unchecked(rule.id(), reason.text()));
            }
        }
        return new Found(invariants, unchecked);
    }

    /** An author's own example is no mistake of the model: where both disagree, a person has to look. */
    private static void requireExamplesKeep(Invariant invariant, List<Example> examples) {
        if (examples.isEmpty()) {
            return;
        }
        CompiledSchema schema = CompiledSchema.of(invariant.schema());
        Optional<Example> breaking = examples.stream()
                .filter(example -> !schema.validate(together(example.input(), example.output()))
                        .isEmpty())
                .findFirst();
        if (breaking.isPresent()) {
            throw new NotCheckable("the example \"" + breaking.get().title() + "\" breaks this rule");
        }
    }

    /** The value that an invariant's schema is held against. */
    public static JsonNode together(JsonNode input, JsonNode output) {
        return InvariantSchemas.together(input, output);
    }

    /**
     * What became of the rules.
     *
     * @param unchecked rules that no invariant stands for
     */
    public record Found(List<Invariant> invariants, List<Unchecked> unchecked) {

        public Found {
            invariants = List.copyOf(invariants);
            unchecked = List.copyOf(unchecked);
        }
    }

    /** A rule that stays with the model alone. {@code reason}: why, for the author. */
    public record Unchecked(String ruleId, String reason) {}
}
