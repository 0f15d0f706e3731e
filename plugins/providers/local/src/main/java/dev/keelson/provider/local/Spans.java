package dev.keelson.provider.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the parts of the input that may be the value of a text field, the most likely first. */
final class Spans {
    private static final int MAX_SPANS = 64;
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{2,63}){1,4}");
    private static final Pattern ADDRESS =
            Pattern.compile("\\b[a-z][a-z0-9+.-]{1,20}://[^\\s<>\"')\\]]+[^\\s<>\"')\\].,;:!?]");
    private static final Pattern LABELLED =
            Pattern.compile("(?:^|[\\n;,.])\\s*([\\p{L}][\\p{L} _-]{1,30}?)\\s*:\\s*([^\\n;,]{1,200})");
    private static final Pattern QUOTED =
            Pattern.compile("[\"\u201c\u201e\u00ab]([^\"\u201c\u201d\u00bb]{2,200})[\"\u201d\u00bb]");
    private static final Pattern PERSON = Pattern.compile(
            "(?:[Mm]y name is|I am|I'm|[Tt]his is|[Rr]eported by|[Ss]igned,?|[Rr]egards,?|[Tt]hanks,?|[Cc]heers,?|[Yy]ours,?)"
                    + "\\s+(\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+){0,2})");
    private static final Set<String> SENTENCE_WORDS =
            Set.copyOf(Words.stems("sentence quote passage excerpt verbatim"));
    private static final Set<String> QUOTE_WORDS =
            Set.copyOf(Words.stems("quote quoted title named called message error"));
    private static final Set<String> PERSON_WORDS = Set.copyOf(Words.stems(
            "person customer caller reporter contact seller buyer user author sender employee patient guest"));

    private final Field field;
    private final Material material;
    private final Decisions decisions;

    Spans(Field field, Material material, Decisions decisions) {
        this.field = field;
        this.material = material;
        this.decisions = decisions;
    }

    /** At most 64 distinct spans that satisfy the schema. */
    List<String> find() {
        Set<String> spans = new LinkedHashSet<>();
        material.input()
                .value(field.name())
                .filter(value -> copiesInput())
                .ifPresent(value -> spans.add(value.toString()));
        addFound(spans);
        return spans.stream().filter(this::allowed).limit(MAX_SPANS).toList();
    }

    private void addFound(Set<String> spans) {
        String prose = material.input().prose();
        String pattern = field.limits().pattern();
        if (pattern != null) {
            spans.addAll(Patterns.find(pattern, everything()));
        } else if (field.type() == FieldType.EMAIL) {
            spans.addAll(matches(EMAIL, everything(), 0));
        } else if (field.type() == FieldType.URI) {
            spans.addAll(matches(ADDRESS, everything(), 0));
        } else if (!Writing.isAskedBy(field, material.examples())) {
            addLabelled(prose, spans);
            spans.addAll(Shape.find(prose, exampleValues()));
            if (spans.isEmpty()) {
                addHinted(prose, spans);
            }
        }
    }

    /** Codes and addresses may stand in fields that are not prose. */
    private String everything() {
        StringBuilder text = new StringBuilder(material.input().prose());
        material.input().scalars().values().forEach(value -> text.append('\n').append(value));
        return text.toString();
    }

    /** Examples decide whether an output field repeats the input field of its name. */
    private boolean copiesInput() {
        return material.examples().stream()
                .allMatch(example -> example.value(field).equals(example.input().value(field.name())));
    }

    private List<String> exampleValues() {
        Set<String> values = new LinkedHashSet<>();
        for (Example example : material.examples()) {
            example.value(field).ifPresent(value -> addTexts(value, values));
        }
        return List.copyOf(values);
    }

    private static void addTexts(Object value, Set<String> values) {
        if (value instanceof List<?> list) {
            list.forEach(item -> values.add(String.valueOf(item)));
        } else {
            values.add(value.toString());
        }
    }

    private void addLabelled(String prose, Set<String> spans) {
        Set<String> name = new HashSet<>(Words.stems(Words.spaced(field.name())));
        Set<String> all = new HashSet<>(Words.stems(field.text()));
        LABELLED.matcher(prose).results().forEach(match -> {
            List<String> label = Words.stems(match.group(1));
            if (!label.isEmpty() && all.containsAll(label) && label.stream().anyMatch(name::contains)) {
                spans.add(trimmed(match.group(2)));
            }
        });
    }

    /** A text ends with a full stop that belongs to the sentence and not to the value. */
    private static String trimmed(String value) {
        return value.strip().replaceFirst("[.!?]$", "");
    }

    private void addHinted(String prose, Set<String> spans) {
        Set<String> words = new HashSet<>(Words.stems(field.text()));
        if (words.contains(Words.stem("name")) && words.stream().anyMatch(PERSON_WORDS::contains)) {
            spans.addAll(matches(PERSON, prose, 1));
        }
        exampleValues().stream().filter(value -> containsWord(prose, value)).forEach(spans::add);
        if (words.stream().anyMatch(SENTENCE_WORDS::contains) || examplesAreSentences()) {
            spans.addAll(sentencesByRelevance());
        }
        if (words.stream().anyMatch(QUOTE_WORDS::contains)) {
            spans.addAll(matches(QUOTED, prose, 1));
        }
    }

    private static boolean containsWord(String prose, String value) {
        return Pattern.compile("(?<!\\w)" + Pattern.quote(value) + "(?!\\w)")
                .matcher(prose)
                .find();
    }

    private boolean examplesAreSentences() {
        List<String> values = exampleValues();
        return !values.isEmpty()
                && values.stream().allMatch(value -> value.strip().split("\\s+", -1).length >= 4);
    }

    /** A quoted sentence backs what was decided: the fields that the description names, or else all of them. */
    private List<String> sentencesByRelevance() {
        List<Field> enums = decisions.fields().stream()
                .filter(other -> other.type() == FieldType.ENUM)
                .toList();
        String text = " " + field.description().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_]+", " ") + " ";
        List<Field> named = enums.stream()
                .filter(other -> text.contains(" " + Words.spaced(other.name()) + " "))
                .toList();
        List<Field> backed = named.isEmpty() ? enums : named;
        Comparator<String> relevance = Comparator.comparingDouble(sentence -> -relevance(sentence, backed));
        Set<String> origins = origins();
        return material.input().sentences().stream()
                .filter(sentence -> origins.isEmpty() || material.input().standsIn(origins, sentence))
                .sorted(relevance)
                .toList();
    }

    /** The input fields that examples take their values from. */
    private Set<String> origins() {
        Set<String> names = new HashSet<>();
        material.examples()
                .forEach(example -> example.value(field)
                        .ifPresent(value -> example.input().scalars().forEach((name, text) -> {
                            if (text.toString().contains(value.toString())) {
                                names.add(name);
                            }
                        })));
        return names;
    }

    private double relevance(String sentence, List<Field> backed) {
        double support = backed.stream()
                .mapToDouble(other -> decisions.support(other, sentence))
                .sum();
        return support + 0.2 * material.vectors().similarity(sentence, field.text());
    }

    private boolean allowed(String span) {
        String pattern = field.limits().pattern();
        return !span.isBlank()
                && field.limits().bounds().allow(span.codePointCount(0, span.length()))
                && (pattern == null || Patterns.allows(pattern, span));
    }

    private static List<String> matches(Pattern pattern, String text, int group) {
        List<String> found = new ArrayList<>();
        pattern.matcher(text)
                .results()
                .limit(MAX_SPANS)
                .forEach(match -> found.add(match.group(group).strip()));
        return found;
    }
}
