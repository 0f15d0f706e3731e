package dev.keelson.core.agent;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring changed lines of a text, with unchanged lines around them.
 *
 * @param oldStart 1-based number of its first line in the old text; the line before it when {@code oldLines} is 0
 * @param newStart the same in the new text
 */
public record TextHunk(int oldStart, int oldLines, int newStart, int newLines, List<Line> lines) {

    public TextHunk {
        lines = List.copyOf(lines);
    }

    /**
     * One line of a hunk.
     *
     * @param oldLine 1-based number in the old text, null for an added line
     * @param newLine 1-based number in the new text, null for a removed line
     * @param text cut, with a mark at its end, when the line is very long
     */
    public record Line(
            Kind kind, @Nullable Integer oldLine, @Nullable Integer newLine, String text) {}

    /** What became of a line. */
    public enum Kind {
        @JsonProperty("context")
        CONTEXT,
        @JsonProperty("added")
        ADDED,
        @JsonProperty("removed")
        REMOVED
    }
}
