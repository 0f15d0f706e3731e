package dev.keelson.core.agent;

import java.util.List;

/**
 * What changed in one section of a definition.
 *
 * @param section its stable name, such as {@code rules}
 * @param sentences what changed, for people; one sentence that says so when nothing did
 * @param hunks changed lines with their surroundings; only texts have them
 * @param changes changed values; only sections that are no text have them
 * @param truncated true when more changed than the lists show
 */
public record SectionDiff(
        String section,
        boolean changed,
        List<String> sentences,
        List<TextHunk> hunks,
        List<JsonChange> changes,
        boolean truncated) {

    public SectionDiff {
        sentences = List.copyOf(sentences);
        hunks = List.copyOf(hunks);
        changes = List.copyOf(changes);
    }
}
