package dev.keelson.core.spec;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/** Writes the answer to a question into the author's spec, as a rule at the end of a section. */
public final class AnsweredSpec {
    private static final int SECTION_LEVEL = 2;

    private AnsweredSpec() {}

    /** The spec with the rule: below Rules when it is structured, below Answers when it is prose. Once there it stays. */
    public static String with(String spec, String rule) {
        String words = line(rule);
        boolean there = SpecText.of(spec).sentences().stream()
                .anyMatch(sentence -> sentence.ruleId().equals(ruleId(words)));
        if (there) {
            return spec;
        }
        String heading = Prose.isProse(spec) ? SpecText.ANSWERS : SectionName.RULES.heading();
        return insert(spec, heading, "- " + words);
    }

    /** The id that the rule has in the definition. */
    public static String ruleId(String rule) {
        return RuleIds.of(line(rule));
    }

    /** The text on one line. */
    public static String line(String text) {
        return RuleIds.fold(text);
    }

    /** Whether the words, as an item of a list, are one plain text. */
    public static boolean isRule(String line) {
        return MarkdownBlocks.isOneText(line)
                && line.codePoints().noneMatch(c -> Character.getType(c) == Character.CONTROL);
    }

    private static String insert(String spec, String heading, String bullet) {
        SourceText source = SourceText.of(spec);
        List<String> lines = new ArrayList<>(source.lines());
        int start = -1;
        int end = lines.size();
        for (Node block : MarkdownBlocks.parse(source)) {
            if (block instanceof Heading found && found.getLevel() <= SECTION_LEVEL) {
                int line = SourceText.lineOf(block) - 1;
                if (start >= 0) {
                    end = line;
                    break;
                }
                if (found.getLevel() == SECTION_LEVEL
                        && MarkdownBlocks.headingText(found).equalsIgnoreCase(heading)) {
                    start = line;
                }
            }
        }
        if (start < 0) {
            lines.addAll(List.of("", "## " + heading, "", bullet));
        } else {
            lines.add(afterLastText(lines, end), bullet);
        }
        return String.join("\n", lines) + "\n";
    }

    private static int afterLastText(List<String> lines, int end) {
        int at = end;
        while (at > 0 && lines.get(at - 1).isBlank()) {
            at--;
        }
        return at;
    }
}
