package dev.keelson.core.spec;

import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.spec.FieldTree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes fields as the bullets of docs/spec-format.md, and only such as the compiler takes. */
final class FieldLines {
    private static final String STEP = "  ";
    private static final int MAX_DESCRIPTION = 500;
    private static final int MAX_MEANING = 300;
    /** A value that needs no backticks whatever stands beside it. */
    private static final Pattern PLAIN_VALUE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]*");

    private static final String OTHER_SIDE = "- `x` (string): X.\n";

    private final SectionName side;
    private final List<String> notes;

    /** {@code notes}: gets a sentence for each field that the compiler does not take as it was read. */
    FieldLines(SectionName side, List<String> notes) {
        this.side = side;
        this.notes = notes;
    }

    /** The fields that the compiler takes, simplified where that is needed. */
    List<Node> sound(List<Node> nodes) {
        List<Node> sound = new ArrayList<>();
        nodes.forEach(node -> sound(node).ifPresent(sound::add));
        return sound;
    }

    private Optional<Node> sound(Node read) {
        Node node = withSoundInside(read);
        if (compiles(node)) {
            return Optional.of(node);
        }
        if (compiles(node.bare())) {
            notes.add("Field " + node.name() + ": left out bounds or a pattern that do not fit its type");
            return Optional.of(node.bare());
        }
        if (compiles(node.asText())) {
            notes.add("Field " + node.name() + ": made a text, since its type "
                    + SpecProblems.quote(node.field().type()) + " can't stand there");
            return Optional.of(node.asText());
        }
        notes.add("Left out field " + SpecProblems.quote(node.name()) + ": it has no form that a contract can have");
        return Optional.empty();
    }

    private Node withSoundInside(Node node) {
        Map<String, Node> inside = new LinkedHashMap<>();
        node.inside().values().forEach(each -> sound(each).ifPresent(kept -> inside.put(kept.name(), kept)));
        return new Node(node.name(), node.field(), inside);
    }

    private boolean compiles(Node node) {
        String own = "\n## " + side.heading() + "\n\n" + String.join("\n", lines(node)) + "\n";
        String other = side == SectionName.INPUT ? "Output" : "Input";
        try {
            CompiledSpec compiled = new MarkdownSpecCompiler()
                    .compile("# T\n\n## Purpose\n\nP\n" + own + "\n## " + other + "\n\n" + OTHER_SIDE);
            return !compiled.title().isEmpty();
        } catch (KeelsonException refused) {
            return false;
        }
    }

    /** The bullet of a field, with its parts below. */
    static List<String> lines(Node node) {
        List<String> lines = new ArrayList<>();
        lines.add("- `" + node.name() + "` (" + type(node) + qualifiers(node.field()) + "): " + description(node));
        if (isStructure(node)) {
            node.inside().values().forEach(each -> lines(each).forEach(line -> lines.add(STEP + line)));
        } else if (isOneOf(node)) {
            values(node).stream()
                    .filter(value -> !value.meaning().isBlank())
                    .forEach(value ->
                            lines.add(STEP + "- `" + value.value() + "`: " + cut(value.meaning(), MAX_MEANING)));
        }
        return lines;
    }

    private static String type(Node node) {
        String type = word(node);
        if (!isOneOf(node)) {
            return type;
        }
        return type + " " + values(node).stream().map(FieldLines::written).collect(Collectors.joining(", "));
    }

    private static String word(Node node) {
        String type = RuleIds.fold(node.field().type()).toLowerCase(Locale.ROOT);
        return type.isEmpty() ? "string" : type;
    }

    private static boolean isOneOf(Node node) {
        return word(node).endsWith("one of");
    }

    private static boolean isStructure(Node node) {
        return word(node).contains("object");
    }

    /** Each value once; one with a backtick can't be written. */
    private static List<ReadField.Value> values(Node node) {
        Map<String, ReadField.Value> values = new LinkedHashMap<>();
        for (ReadField.Value value : node.field().form().values()) {
            String text = RuleIds.fold(value.value());
            if (!text.isEmpty() && text.indexOf('`') < 0) {
                values.putIfAbsent(text, new ReadField.Value(text, value.meaning()));
            }
        }
        return List.copyOf(values.values());
    }

    private static String written(ReadField.Value value) {
        boolean plain = PLAIN_VALUE.matcher(value.value()).matches()
                && QualifierWord.of(value.value()).isEmpty();
        return plain ? value.value() : "`" + value.value() + "`";
    }

    private static String qualifiers(ReadField field) {
        ReadField.Form form = field.form();
        var out = new StringBuilder();
        append(out, form.optional(), "optional");
        append(out, form.nullable(), "nullable");
        append(out, form.min() != null, "min " + form.min());
        append(out, form.max() != null, "max " + form.max());
        append(out, form.pattern() != null, "pattern /" + form.pattern() + "/");
        return out.toString();
    }

    private static void append(StringBuilder out, boolean wanted, String qualifier) {
        if (wanted) {
            out.append(", ").append(RuleIds.fold(qualifier));
        }
    }

    private static String description(Node node) {
        String text = cut(node.field().description(), MAX_DESCRIPTION);
        return text.isEmpty() ? "The " + node.name().replace('_', ' ').toLowerCase(Locale.ROOT) + "." : text;
    }

    private static String cut(String text, int max) {
        String folded = RuleIds.fold(text);
        if (folded.codePointCount(0, folded.length()) <= max) {
            return folded;
        }
        return folded.substring(0, folded.offsetByCodePoints(0, max)).strip();
    }
}
