package dev.keelson.core.spec;

import dev.keelson.core.spec.FieldType.ListOf;
import dev.keelson.core.spec.FieldType.OneOf;
import dev.keelson.core.spec.FieldType.Scalar;
import dev.keelson.core.spec.FieldType.Structure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the type of one field, without what its nested bullets say. */
final class TypeParser {
    private static final String ONE_OF = "one of ";
    private static final String LIST_OF = "list of ";
    private static final String KNOWN =
            "string, text, integer, number, boolean, date, date-time, email, uri, image, pdf,"
                    + " object, one of a, b, c, list of strings, list of objects";
    private static final Map<String, FieldType> WORDS = words();
    /** What other languages call our types. */
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("str", "string"),
            Map.entry("int", "integer"),
            Map.entry("long", "integer"),
            Map.entry("float", "number"),
            Map.entry("double", "number"),
            Map.entry("decimal", "number"),
            Map.entry("bool", "boolean"),
            Map.entry("timestamp", "date-time"),
            Map.entry("time", "date-time"),
            Map.entry("url", "uri"),
            Map.entry("link", "uri"),
            Map.entry("picture", "image"),
            Map.entry("photo", "image"),
            Map.entry("document", "pdf"),
            Map.entry("map", "object"),
            Map.entry("dict", "object"),
            Map.entry("record", "object"),
            Map.entry("enum", "one of a, b, c"),
            Map.entry("list", "list of strings"),
            Map.entry("array", "list of strings"));

    private final SpecProblems.At at;

    TypeParser(SpecProblems.At at) {
        this.at = at;
    }

    /** The type and the parts behind it; empty when the type is unknown, which is reported then. */
    Optional<Typed> parse(List<String> parts) {
        String first = RuleIds.fold(parts.get(0));
        if (!startsWith(first, LIST_OF)) {
            return parseItem(first, parts);
        }
        String item = first.substring(LIST_OF.length());
        if (startsWith(item, "lists of ") || startsWith(item, LIST_OF)) {
            at.report(SpecProblem.TYPE_UNKNOWN, "a list of lists (expected: list of objects, each with a list inside)");
            return Optional.empty();
        }
        return parseItem(item, parts).map(typed -> new Typed(new ListOf(typed.type()), typed.rest()));
    }

    private Optional<Typed> parseItem(String word, List<String> parts) {
        if (startsWith(word, ONE_OF)) {
            return parseOneOf(word.substring(ONE_OF.length()), parts);
        }
        FieldType type = WORDS.get(word.toLowerCase(Locale.ROOT));
        if (type == null) {
            reportUnknown(word);
            return Optional.empty();
        }
        return Optional.of(new Typed(type, parts.subList(1, parts.size())));
    }

    private void reportUnknown(String word) {
        if (word.isEmpty() || QualifierWord.opens(word)) {
            at.report(
                    SpecProblem.TYPE_MISSING,
                    "the parentheses start with " + SpecProblems.quote(word) + " (expected: the type first, one of: "
                            + KNOWN + ")");
            return;
        }
        String synonym = SYNONYMS.get(word.toLowerCase(Locale.ROOT));
        String hint = synonym == null ? DidYouMean.hint(word, WORDS.keySet()) : "; did you mean \"" + synonym + "\"?";
        at.report(SpecProblem.TYPE_UNKNOWN, SpecProblems.quote(word) + " is no type (expected: " + KNOWN + ")" + hint);
    }

    /** The values end where the first qualifier starts. */
    private Optional<Typed> parseOneOf(String first, List<String> parts) {
        List<String> values = new ArrayList<>(List.of(first));
        int next = 1;
        while (next < parts.size() && !QualifierWord.opens(parts.get(next))) {
            values.add(parts.get(next));
            next++;
        }
        if (values.size() > SpecLimits.MAX_ENUM_VALUES) {
            at.report(
                    SpecProblem.ENUM_TOO_LONG,
                    values.size() + " values (expected: at most " + SpecLimits.MAX_ENUM_VALUES + ")");
            return Optional.empty();
        }
        var type = new OneOf(distinctValues(values), Map.of());
        return Optional.of(new Typed(type, parts.subList(next, parts.size())));
    }

    private List<String> distinctValues(List<String> written) {
        Set<String> values = new LinkedHashSet<>();
        for (String part : written) {
            String value = EnumValue.read(part, at);
            if (!value.isEmpty() && !values.add(value)) {
                at.report(
                        SpecProblem.ENUM_VALUE_REPEATED,
                        "value " + SpecProblems.quote(value) + " stands twice (expected: each value once)");
            }
        }
        return List.copyOf(values);
    }

    private static boolean startsWith(String word, String prefix) {
        return word.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** Singular and plural of each type, so that both {@code list of string} and {@code list of strings} read well. */
    private static Map<String, FieldType> words() {
        Map<String, FieldType> words = new LinkedHashMap<>();
        Stream.of(Scalar.values()).forEach(scalar -> {
            words.put(scalar.word(), scalar);
            words.put(scalar.word() + "s", scalar);
        });
        words.put("text", Scalar.STRING);
        words.put("texts", Scalar.STRING);
        words.put("object", new Structure(List.of()));
        words.put("objects", new Structure(List.of()));
        return words;
    }

    /** A type and the qualifiers behind it. */
    record Typed(FieldType type, List<String> rest) {}
}
