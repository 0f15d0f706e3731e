package dev.keelson.core.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A spec cut at its headings. */
record SpecSections(String title, Map<SectionName, Section> sections) {

    /** Reports missing, repeated and unknown headings, and text that belongs to no section. */
    static SpecSections read(SourceText source, SpecProblems problems) {
        var splitter = new SectionSplitter(problems);
        MarkdownBlocks.parse(source).forEach(splitter::accept);
        return splitter.finish();
    }

    SpecSections {
        sections = Map.copyOf(sections);
    }

    Optional<Section> find(SectionName name) {
        return Optional.ofNullable(sections.get(name));
    }

    /** The purpose as Markdown: its blocks as the author wrote them, one blank line between two. */
    String purpose(SourceText source) {
        List<String> blocks = find(SectionName.PURPOSE).map(Section::blocks).orElse(List.of()).stream()
                .map(source::wholeLines)
                .toList();
        return String.join("\n\n", blocks);
    }
}
