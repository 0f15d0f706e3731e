package dev.keelson.core.spec;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.jspecify.annotations.Nullable;

/** Deals the blocks of a spec out to its sections, top to bottom. Confined to one compilation. */
final class SectionSplitter {
    private static final String COMMENT_START = "<!--";
    private static final String COMMENT_END = "-->";

    private final SpecProblems problems;
    private final Map<SectionName, Section> sections = new EnumMap<>(SectionName.class);
    private @Nullable String title;
    /** Null before the first section and below an unknown one. */
    private @Nullable Section current;

    private boolean anySection;

    SectionSplitter(SpecProblems problems) {
        this.problems = problems;
    }

    void accept(Node block) {
        if (block instanceof ThematicBreak || isComment(block)) {
            return;
        }
        if (block instanceof Heading heading && heading.getLevel() == 1) {
            readTitle(heading);
            return;
        }
        if (block instanceof Heading heading && heading.getLevel() == 2) {
            openSection(heading);
            return;
        }
        if (block instanceof FencedCodeBlock code && code.getClosingFenceLength() == null) {
            at(block)
                    .report(SpecProblem.CODE_NOT_CLOSED, "this code block runs to the end (expected: a closing fence)");
        }
        addContent(block);
    }

    SpecSections finish() {
        if (title == null) {
            problems.at(1)
                    .report(SpecProblem.TITLE_MISSING, "the spec has no title (expected: one heading such as # Title)");
        }
        for (SectionName name : SectionName.values()) {
            if (name.required() && !sections.containsKey(name)) {
                problems.at(1)
                        .report(
                                SpecProblem.SECTION_MISSING,
                                "the section is missing (expected: ## " + name.heading() + ")");
            }
        }
        sections.values().forEach(this::requireContent);
        return new SpecSections(Objects.requireNonNullElse(title, ""), sections);
    }

    private void readTitle(Heading heading) {
        String text = MarkdownBlocks.headingText(heading);
        if (title != null) {
            at(heading)
                    .report(
                            SpecProblem.TITLE_REPEATED,
                            "a second title " + SpecProblems.quote(text)
                                    + " (expected: one # heading; sections start with ##)");
            return;
        }
        if (text.length() > SpecLimits.MAX_TITLE_LENGTH) {
            at(heading)
                    .report(
                            SpecProblem.TITLE_TOO_LONG,
                            "the title has " + text.length() + " characters (expected: at most "
                                    + SpecLimits.MAX_TITLE_LENGTH + ")");
        }
        if (text.isEmpty()) {
            at(heading).report(SpecProblem.TITLE_MISSING, "the title is empty (expected: # and a few words)");
        }
        title = text;
    }

    private void openSection(Heading heading) {
        anySection = true;
        String text = MarkdownBlocks.headingText(heading);
        current = SectionName.of(text)
                .or(() -> nearSection(heading, text))
                .map(name -> new Section(name, SourceText.lineOf(heading), new ArrayList<>()))
                .orElse(null);
        if (current != null) {
            register(current);
        }
    }

    /** Goes on with the section that was most likely meant, so that its own violations are found, too. */
    private Optional<SectionName> nearSection(Heading heading, String text) {
        Optional<SectionName> near = SectionName.near(text);
        String hint =
                near.map(name -> "; did you mean \"" + name.heading() + "\"?").orElse("");
        String cause = heading.getSourceSpans().size() > 1 ? ", a heading because --- stands below it," : "";
        at(heading)
                .report(
                        SpecProblem.SECTION_UNKNOWN,
                        SpecProblems.quote(text) + cause + " is no section of a spec (expected: " + SectionName.KNOWN
                                + ")" + hint);
        return near;
    }

    private void register(Section section) {
        Section first = sections.putIfAbsent(section.name(), section);
        if (first != null) {
            problems.at(section.line())
                    .report(
                            SpecProblem.SECTION_REPEATED,
                            "section " + section.name().heading() + " already stands on line " + first.line()
                                    + " (expected: each section once)");
        }
    }

    private void addContent(Node block) {
        if (!anySection) {
            at(block)
                    .report(
                            SpecProblem.CONTENT_UNEXPECTED,
                            "this stands before the first section (expected: only the title; text goes below ## Purpose)");
        }
        if (current != null) {
            current.blocks().add(block);
        }
    }

    private void requireContent(Section section) {
        if (section.blocks().isEmpty()) {
            problems.at(section.line())
                    .report(
                            SpecProblem.SECTION_EMPTY,
                            "section " + section.name().heading() + " is empty (expected: some content"
                                    + (section.name().required() ? ")" : ", or no such heading)"));
        }
    }

    private boolean isComment(Node block) {
        if (!(block instanceof HtmlBlock html) || !html.getLiteral().strip().startsWith(COMMENT_START)) {
            return false;
        }
        String literal = html.getLiteral().strip();
        int end = literal.indexOf(COMMENT_END, COMMENT_START.length());
        if (end < 0) {
            at(block).report(SpecProblem.COMMENT_NOT_CLOSED, "this comment runs to the end (expected: a closing -->)");
            return true;
        }
        return end + COMMENT_END.length() == literal.length();
    }

    private SpecProblems.At at(Node block) {
        return problems.at(SourceText.lineOf(block));
    }
}
