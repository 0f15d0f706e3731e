package dev.keelson.core.agent;

import java.util.List;

/**
 * What changed from one version of an agent to another, section by section: the body of {@code GET
 * /v1/agents/{agent}/versions/{version}/diff/{base}}.
 *
 * @param base number of the version that is compared with
 * @param version number of the version whose changes are told
 * @param identical true when no section changed
 * @param contractChanged true when callers can tell the two apart by shape: the contract digests differ
 * @param sections every section of the definition in a fixed order, unchanged ones included
 */
public record VersionDiff(
        String agent, int base, int version, boolean identical, boolean contractChanged, List<SectionDiff> sections) {

    public VersionDiff {
        sections = List.copyOf(sections);
    }

    /** Costs up to tens of milliseconds for the largest definitions: not for an event loop. */
    public static VersionDiff between(AgentVersion base, AgentVersion version) {
        DefinitionDiff diff = DefinitionDiff.between(base.definition(), version.definition());
        return new VersionDiff(
                version.agent(),
                base.number(),
                version.number(),
                diff.identical(),
                diff.contractChanged(),
                diff.sections());
    }
}
