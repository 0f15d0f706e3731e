package dev.keelson.core.agent;

import java.util.Arrays;
import java.util.List;

/**
 * What changed from one agent definition to another, such as from a published version to the draft.
 *
 * @param identical true when no section changed
 * @param contractChanged true when the contract digests differ
 * @param sections every section in a fixed order, unchanged ones included
 */
public record DefinitionDiff(boolean identical, boolean contractChanged, List<SectionDiff> sections) {

    public DefinitionDiff {
        sections = List.copyOf(sections);
    }

    public static DefinitionDiff between(AgentDefinition before, AgentDefinition after) {
        List<SectionDiff> sections = Arrays.stream(DefinitionSection.values())
                .map(section -> section.compare(before, after))
                .toList();
        return new DefinitionDiff(
                sections.stream().noneMatch(SectionDiff::changed),
                !before.contract().digest().equals(after.contract().digest()),
                sections);
    }
}
