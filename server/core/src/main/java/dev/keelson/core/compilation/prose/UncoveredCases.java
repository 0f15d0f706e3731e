package dev.keelson.core.compilation.prose;

import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.question.Question;
import dev.keelson.core.spec.ContractField;
import dev.keelson.core.spec.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds the rules against the values and fields of the contract. */
final class UncoveredCases {
    private static final Pattern NAMED = Pattern.compile("`([^`]{1,100})`");
    private static final Pattern SIDE = Pattern.compile("^(?:input|output)[./]");
    private static final int MAX = 20;
    /** A name of a field, rather than a text such as a phrase that rules quote. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.-]*");

    private UncoveredCases() {}

    static List<Question> of(AgentDefinition definition) {
        List<ContractField> all = ContractField.of(definition.contract());
        List<Question> questions = new ArrayList<>();
        all.stream()
                .filter(field -> field.pointer().startsWith(ContractField.OUTPUT))
                .forEach(field -> uncovered(field, definition, questions));
        definition.rules().forEach(rule -> unknown(rule, all, questions));
        return questions.subList(0, Math.min(questions.size(), MAX));
    }

    private static void uncovered(ContractField field, AgentDefinition definition, List<Question> questions) {
        String rules = rules(definition);
        String told = rules + " " + field.description().toLowerCase(Locale.ROOT);
        for (String value : field.values()) {
            boolean meant = field.item().path("x-keelson-values").has(value);
            if (!meant && !told.contains(value.toLowerCase(Locale.ROOT))) {
                questions.add(value(field, value));
            }
        }
        boolean named = rules.contains(field.name().toLowerCase(Locale.ROOT));
        if (field.values().isEmpty() && field.description().split(" ", -1).length < 3 && !named) {
            questions.add(field(field));
        }
    }

    private static String rules(AgentDefinition definition) {
        var text = new StringBuilder(definition.purpose());
        definition.rules().forEach(rule -> text.append(' ').append(rule.text()));
        return text.toString().toLowerCase(Locale.ROOT);
    }

    private static Question value(ContractField field, String value) {
        String name = field.name();
        boolean top = field.pointer().indexOf('/', 1) == field.pointer().lastIndexOf('/');
        return Question.of(
                Question.Kind.MISSING_CASE,
                Question.Origin.RULES,
                List.of(),
                "No rule and no meaning says when `" + name + "` is `" + value + "`. When is it?",
                List.of(
                        new Question.Reading(
                                "When nothing else fits",
                                "Inputs that fit no other value get `" + value + "`.",
                                "`" + name + "` is `" + value + "` when no other value fits.",
                                top ? Json.object().put(name, value) : null),
                        new Question.Reading(
                                "Never, at present",
                                "No input gets `" + value + "`.",
                                "`" + name + "` is never `" + value + "`.")));
    }

    private static Question field(ContractField field) {
        String name = field.name();
        return Question.of(
                Question.Kind.MISSING_CASE,
                Question.Origin.RULES,
                List.of(),
                "Nothing says how `" + name + "` is decided. How is it?",
                List.of(
                        new Question.Reading(
                                "Only by what the input says itself",
                                "What the input does not say stays open.",
                                "`" + name + "` holds only what the input itself says."),
                        new Question.Reading(
                                "By judgement",
                                "The model judges the input as a whole.",
                                "`" + name + "` is judged from the input as a whole.")));
    }

    private static void unknown(Rule rule, List<ContractField> fields, List<Question> questions) {
        Set<String> known = new HashSet<>();
        fields.forEach(field -> {
            known.add(field.name());
            known.add(field.pointer()
                    .substring(field.pointer().indexOf('/', 1) + 1)
                    .replace('/', '.'));
            known.addAll(field.values());
        });
        known.addAll(Set.of("true", "false", "null", "input", "output"));
        NAMED.matcher(rule.text())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .forEach(name -> {
                    if (NAME.matcher(name).matches()
                            && !known.contains(SIDE.matcher(name).replaceFirst(""))) {
                        questions.add(unknown(rule, name));
                    }
                });
    }

    private static Question unknown(Rule rule, String name) {
        String quoted = VagueWords.cut(rule.text());
        return Question.of(
                Question.Kind.MISSING_CASE,
                Question.Origin.RULES,
                List.of("s-" + rule.id().substring(2)),
                "A rule names \"" + name + "\", which is no field and no value: " + quoted,
                List.of(
                        new Question.Reading(
                                "It is a word that inputs may have",
                                "The rule holds when the input has the word.",
                                "The word \"" + name + "\" in the rules is a word that inputs may have."),
                        new Question.Reading(
                                "The rule is out of date",
                                "The rule has no effect.",
                                "What the rules say about \"" + name + "\" has no effect.")));
    }
}
