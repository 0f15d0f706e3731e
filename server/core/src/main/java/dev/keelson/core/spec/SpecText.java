package dev.keelson.core.spec;

import java.util.List;

/**
 * A spec cut into sentences, with what stands between them. Made of any Markdown; needs no model.
 *
 * @param title of the first first-level heading, empty without one
 * @param parts top to bottom
 */
public record SpecText(String title, List<Part> parts) {
    /** Heading of the section that answers to questions are written to. */
    public static final String ANSWERS = "Answers";

    public SpecText {
        parts = List.copyOf(parts);
    }

    /** Never fails; a text that the compiler would refuse may be cut badly. */
    public static SpecText of(String spec) {
        return new SentenceCutter(SourceText.of(spec)).cut();
    }

    /** All sentences, top to bottom; equal ones stand as often as the author wrote them. */
    public List<Sentence> sentences() {
        return parts.stream().flatMap(part -> part.sentences().stream()).toList();
    }

    /**
     * One block of the text.
     *
     * @param text of a heading or of code; empty for the others
     */
    public record Part(Kind kind, List<Sentence> sentences, String text) {

        public Part {
            sentences = List.copyOf(sentences);
        }
    }

    /** What a block is. */
    public enum Kind {
        HEADING,
        PARAGRAPH,
        /** One item of a list. */
        ITEM,
        CODE
    }
}
