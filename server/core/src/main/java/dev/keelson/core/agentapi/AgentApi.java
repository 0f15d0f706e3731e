package dev.keelson.core.agentapi;

import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentRef;
import dev.keelson.core.agent.AgentVersion;
import org.jspecify.annotations.Nullable;

/**
 * An agent as its callers see it: how it is called and what it takes and gives.
 *
 * @param ref as it stands in paths: {@code triage}, {@code triage@canary} or {@code triage@7}
 * @param version null for a draft
 * @param contractVersion {@code major.minor}; null for a draft
 */
public record AgentApi(
        String agent,
        String ref,
        @Nullable Integer version,
        @Nullable String contractVersion,
        AgentDefinition definition) {

    /** Of a draft that is to be called by the agent's name once it is published. */
    public static AgentApi ofDraft(String agent, AgentDefinition definition) {
        return new AgentApi(agent, agent, null, null, definition);
    }

    /** Of the version that {@code ref} means now. */
    public static AgentApi of(AgentRef ref, AgentVersion version) {
        boolean byName = AgentRef.DEFAULT_ALIAS.equals(ref.alias());
        return new AgentApi(
                ref.agent(),
                byName ? ref.agent() : ref.toString(),
                version.number(),
                version.contractVersion(),
                version.definition());
    }

    String path() {
        return "/v1/agents/" + ref + "/run";
    }

    /** What a client was built for; null for a draft, whose contract has no number yet. */
    @Nullable
    String contractMajor() {
        return contractVersion == null ? null : contractVersion.substring(0, contractVersion.indexOf('.'));
    }

    /** The version of the contract for people. */
    String contractLabel() {
        return contractVersion == null ? "draft" : contractVersion;
    }

    /** The agent's name as the beginning of a type's name: {@code TriageTicket}. */
    String typePrefix() {
        return Words.pascal(agent, "Agent");
    }
}
