package dev.keelson.provider.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Gathers what a spec says about a choice: meanings of values, rules that name a value, and worked examples. */
final class Samples {
    private static final double MEANING = 2;
    private static final double PART = 0.5;
    private static final double RULE = 0.5;
    private static final int MAX_SAMPLES = 160;
    private static final Pattern PART_END = Pattern.compile("(?<=[.;:,])\\s+");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CONDITION =
            Pattern.compile("(?i)^\\W*(true|yes|false|no)\\b\\s*(?:when|if|for|where|means|as soon as)?\\W*");

    private final List<String> rules;
    private final List<Example> examples;

    Samples(List<String> rules, List<Example> examples) {
        this.rules = rules;
        this.examples = examples;
    }

    /** At most 160 samples, examples first. */
    List<Sample> of(Field field) {
        return Stream.concat(shown(field).stream(), said(field).stream())
                .limit(MAX_SAMPLES)
                .toList();
    }

    /** Examples show lists as a whole, so they teach nothing about one item's fields. */
    private List<Sample> shown(Field field) {
        if (field.isInList()) {
            return List.of();
        }
        return examples.stream()
                .map(example -> new Sample(Marks.marked(example.input().prose()), shownValue(example, field), 1))
                .filter(sample -> !sample.text().isBlank())
                .toList();
    }

    private static String shownValue(Example example, Field field) {
        return example.value(field).map(Object::toString).orElse(ChoiceScores.ABSENT);
    }

    /** What the schema and the rules say about the field's values, without the examples. */
    List<Sample> said(Field field) {
        List<Sample> samples = new ArrayList<>();
        if (field.type() == FieldType.BOOLEAN) {
            addConditions(field, samples);
        } else {
            field.choices().forEach(choice -> addMeaning(choice, samples));
        }
        rules.forEach(rule -> addRule(rule, field, samples));
        return samples.stream()
                .filter(sample -> !sample.text().isBlank())
                .limit(MAX_SAMPLES)
                .toList();
    }

    private static void addMeaning(Choice choice, List<Sample> samples) {
        if (choice.meaning().isBlank()) {
            samples.add(new Sample(choice.words(), choice.name(), MEANING));
            return;
        }
        samples.add(new Sample(choice.words() + ": " + choice.meaning(), choice.name(), MEANING));
        List<String> parts = parts(choice.meaning());
        if (parts.size() > 1) {
            parts.forEach(part -> samples.add(new Sample(part, choice.name(), PART)));
        }
    }

    /** "True when A; false when B" is one prototype for each side; what does not say its side describes the true one. */
    private static void addConditions(Field field, List<Sample> samples) {
        String side = "true";
        for (String part : parts(field.description())) {
            var condition = CONDITION.matcher(part);
            if (condition.find()) {
                String word = condition.group(1).toLowerCase(Locale.ROOT);
                side = word.equals("true") || word.equals("yes") ? "true" : "false";
            }
            samples.add(new Sample(condition.replaceFirst(""), side, MEANING));
        }
    }

    /** A clause that names exactly one value of the field in code quotes speaks about that value. */
    private static void addRule(String rule, Field field, List<Sample> samples) {
        for (String clause : rule.split(";", -1)) {
            Set<String> named = new LinkedHashSet<>();
            var codes = CODE.matcher(clause);
            while (codes.find()) {
                named.add(codes.group(1));
            }
            List<String> values = field.choices().stream()
                    .map(Choice::name)
                    .filter(named::contains)
                    .toList();
            if (values.size() == 1 && field.type() == FieldType.ENUM) {
                samples.add(new Sample(clause.replace("`", "").strip(), values.get(0), RULE));
            }
        }
    }

    private static List<String> parts(String text) {
        return Arrays.stream(PART_END.split(text, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
