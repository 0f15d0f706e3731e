package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.process.SchemaWalk.Visited;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.spec.Example;
import dev.keelson.core.spec.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes test cases of a definition, by rule and technique. Equal definitions give equal cases. Confined to one run. */
final class ScenarioMaker {
    static final int MAX_CASES = 100;
    private static final int ENOUGH = 12;
    private static final int MAX_EXAMPLES = 20;
    private static final int MAX_RULES = 20;
    private static final int MAX_TRIES = 200;
    private static final int MAX_INPUT_BYTES = 48 << 10;
    private static final String OTHER_LANGUAGE =
            "Guten Tag, ich brauche Ihre Hilfe. Könnten Sie das bitte prüfen und mir bald antworten? Merci et à bientôt.";
    private static final String OUT_OF_SCOPE =
            "What is the capital of Australia, and can you write me a poem about it?";

    private final AgentDefinition definition;
    private final CompiledSchema schema;
    private final ForcedOutput forced;
    private final JsonNode usual;
    private final List<ScenarioDraft> cases = new ArrayList<>();
    private final Set<JsonNode> inputs = new HashSet<>();

    ScenarioMaker(AgentDefinition definition) {
        this.definition = definition;
        schema = CompiledSchema.of(definition.contract().input());
        forced = ForcedOutput.of(definition.invariants());
        usual = InputCases.usual(definition);
    }

    List<ScenarioDraft> make() {
        happyPath();
        List<ScenarioDraft> changes = FieldChanges.of(definition, usual);
        changes.forEach(this::add);
        texts();
        rules();
        injections();
        combinations(changes);
        return List.copyOf(cases);
    }

    private void happyPath() {
        for (Example example :
                definition.examples().stream().limit(MAX_EXAMPLES).toList()) {
            add(new ScenarioDraft(
                    "example", "Example: " + example.title(), example.input(), example.output(), List.of(), ""));
        }
        add(new ScenarioDraft("usual", "A usual input with all fields", usual));
        add(new ScenarioDraft(
                "missing",
                "Only what is required",
                ValueMaker.least(definition.contract().input())));
    }

    private void texts() {
        for (Visited field :
                InputCases.texts(definition.contract()).stream().limit(1).toList()) {
            text(
                    field,
                    "long text",
                    ValueMaker.textOf(field.schema(), (int) Math.min(6_000L, InputCases.room(field) * 3L / 4)),
                    "A long text in ");
            text(field, "little text", ValueMaker.textOf(field.schema(), 1), "Next to nothing in ");
            text(field, "other language", OTHER_LANGUAGE, "Another language in ");
            text(field, "out of scope", OUT_OF_SCOPE, "Something else than the agent is for in ");
        }
    }

    private void text(Visited field, String technique, String text, String name) {
        InputCases.with(usual, field.pointer(), Json.parse(Json.text(text)))
                .ifPresent(input -> add(new ScenarioDraft(technique, name + field.name(), input)));
    }

    /** The words of a rule are a poor case of it; they are a start that people replace by a real one. */
    private void rules() {
        List<Rule> rules = definition.rules().stream().limit(MAX_RULES).toList();
        for (Visited field :
                InputCases.texts(definition.contract()).stream().limit(1).toList()) {
            for (int i = 0; i < rules.size(); i++) {
                Rule rule = rules.get(i);
                withRules(field, "rule", "A case of: " + rule.text(), List.of(rule));
                if (i > 0 && i % 2 == 1) {
                    Rule before = rules.get(i - 1);
                    withRules(
                            field,
                            "conflict",
                            "Two rules at once: " + before.id() + " and " + rule.id(),
                            List.of(before, rule));
                }
            }
        }
    }

    private void withRules(Visited field, String technique, String name, List<Rule> rules) {
        String words = String.join(" ", rules.stream().map(Rule::text).toList());
        String text = "Here is a case that a rule is about: " + words;
        List<String> ids = rules.stream().map(Rule::id).toList();
        InputCases.with(usual, field.pointer(), Json.parse(Json.text(text)))
                .ifPresent(input -> add(new ScenarioDraft(
                        technique,
                        name,
                        input,
                        null,
                        ids,
                        "Made of the rule's own words: replace the text by a real case.")));
    }

    private void injections() {
        for (Visited field :
                InputCases.texts(definition.contract()).stream().limit(1).toList()) {
            for (Injection injection : Injection.KNOWN) {
                InputCases.with(usual, field.pointer(), Json.parse(Json.text(injection.text())))
                        .ifPresent(input -> add(new ScenarioDraft(
                                        "injection",
                                        "Injection by " + injection.technique() + " in " + field.name(),
                                        input)
                                .withNote("The text must be worked on like any other and not be obeyed.")));
            }
        }
    }

    /** Two changes at once, drawn by a seed that the contract gives, until there are enough cases. */
    private void combinations(List<ScenarioDraft> changes) {
        Random random = new Random(definition.contract().digest().hashCode());
        for (int i = 0; i < MAX_TRIES && cases.size() < ENOUGH && changes.size() > 1; i++) {
            ScenarioDraft one = changes.get(random.nextInt(changes.size()));
            List<ScenarioDraft> more = FieldChanges.of(definition, one.input());
            ScenarioDraft other = more.get(random.nextInt(more.size()));
            add(new ScenarioDraft("combination", one.name() + "; " + other.name(), other.input()));
        }
    }

    /** Inputs that the contract refuses test nothing but the contract. */
    private void add(ScenarioDraft draft) {
        boolean room = cases.size() < MAX_CASES && Json.bytes(draft.input()).length <= MAX_INPUT_BYTES;
        if (room
                && !inputs.contains(draft.input())
                && schema.validate(draft.input()).isEmpty()) {
            inputs.add(draft.input());
            ScenarioDraft known = forced.applyTo(draft);
            cases.add(draft.ruleIds().isEmpty() ? known : draft);
        }
    }
}
