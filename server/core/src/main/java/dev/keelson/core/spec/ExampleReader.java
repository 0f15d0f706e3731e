package dev.keelson.core.spec;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/** Reads the examples of a spec, without judging their values. Confined to one compilation. */
final class ExampleReader {
    private static final int EXAMPLE_LEVEL = 3;
    private static final String FORM = "### title, then Input: and a ```json block, then Output: and a ```json block";
    private static final Pattern LABEL = Pattern.compile("(?i)(input|output)\\s*:?");

    private final SourceText source;
    private final SpecProblems problems;
    private final List<WrittenExample> examples = new ArrayList<>();
    private final Map<String, Integer> titleLines = new HashMap<>();
    private @Nullable WrittenExample current;
    private @Nullable Part label;

    ExampleReader(SourceText source, SpecProblems problems) {
        this.source = source;
        this.problems = problems;
    }

    List<WrittenExample> read(Section section) {
        section.blocks().forEach(this::accept);
        finishCurrent();
        return List.copyOf(examples);
    }

    private void accept(Node block) {
        if (block instanceof Heading heading && heading.getLevel() == EXAMPLE_LEVEL) {
            finishCurrent();
            open(heading);
            return;
        }
        Optional<Part> read = label(block);
        if (current == null) {
            report(block, "an example starts with " + FORM);
        } else if (read.isPresent() && label == null) {
            label = read.get();
        } else if (block instanceof FencedCodeBlock code && label != null) {
            addPart(current, label, code);
            label = null;
        } else {
            report(block, FORM);
        }
    }

    private void open(Heading heading) {
        String title = MarkdownBlocks.headingText(heading);
        int line = SourceText.lineOf(heading);
        current = new WrittenExample(title, line, new EnumMap<>(Part.class));
        Integer first = titleLines.putIfAbsent(title, line);
        if (title.isEmpty()) {
            report(heading, "### and a title");
        } else if (first != null) {
            problems.at(line)
                    .report(
                            SpecProblem.EXAMPLE_REPEATED,
                            "example " + SpecProblems.quote(title) + " already stands on line " + first
                                    + " (expected: each title once)");
        }
    }

    private void finishCurrent() {
        WrittenExample done = current;
        if (done == null) {
            return;
        }
        for (Part part : Part.values()) {
            if (!done.parts().containsKey(part)) {
                problems.at(done.line())
                        .report(
                                SpecProblem.EXAMPLE_FORM,
                                "example " + SpecProblems.quote(done.title()) + " has no " + part.word()
                                        + " block (expected: " + FORM + ")");
            }
        }
        examples.add(done);
        if (examples.size() == SpecLimits.MAX_EXAMPLES + 1) {
            problems.at(done.line())
                    .report(
                            SpecProblem.EXAMPLES_TOO_MANY,
                            "more examples than the limit (expected: at most " + SpecLimits.MAX_EXAMPLES + ")");
        }
        current = null;
        label = null;
    }

    private void addPart(WrittenExample example, Part part, FencedCodeBlock code) {
        String language = code.getInfo() == null ? "" : code.getInfo().strip();
        if (!language.isEmpty() && !language.equalsIgnoreCase("json")) {
            report(code, "a ```json block, not " + language);
        }
        var block = new JsonBlock(SourceText.lineOf(code), code.getLiteral());
        if (example.parts().putIfAbsent(part, block) != null) {
            report(code, "one " + part.word() + " block an example");
        }
    }

    private Optional<Part> label(Node block) {
        if (!MarkdownBlocks.isText(block)) {
            return Optional.empty();
        }
        Matcher word = LABEL.matcher(source.text(block).replace("*", "").strip());
        return word.matches() ? Optional.of(Part.valueOf(word.group(1).toUpperCase(Locale.ROOT))) : Optional.empty();
    }

    private void report(Node block, String expected) {
        problems.at(SourceText.lineOf(block))
                .report(
                        SpecProblem.EXAMPLE_FORM,
                        SpecProblems.quote(source.text(block)) + " (expected: " + expected + ")");
    }

    /** The two halves of an example. */
    enum Part {
        INPUT,
        OUTPUT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An example as the author wrote it. */
    record WrittenExample(String title, int line, Map<Part, JsonBlock> parts) {}

    /**
     * A fenced block.
     *
     * @param line of the opening fence, so that the first line of {@code text} is the next one
     */
    record JsonBlock(int line, String text) {}
}
