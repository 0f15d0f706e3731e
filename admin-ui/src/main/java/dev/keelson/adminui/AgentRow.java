package dev.keelson.adminui;

import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentSummary;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.VersionSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent in the list of agents.
 *
 * @param last the version that was published last, or null
 * @param draftNewer whether the draft was changed after that
 */
public record AgentRow(
        AgentSummary summary, List<Alias> aliases, @Nullable VersionSummary last, boolean draftNewer) {

    public AgentRow {
        aliases = List.copyOf(aliases);
    }

    /** {@code newest}: the versions, newest first; may be cut. */
    static AgentRow of(AgentSummary summary, List<Alias> aliases, List<VersionSummary> newest) {
        return new AgentRow(
                summary, aliases, newest.isEmpty() ? null : newest.get(0), isNewer(summary.draftUpdatedAt(), newest));
    }

    static boolean draftNewer(Agent agent, List<VersionSummary> newest) {
        return isNewer(agent.draft().updatedAt(), newest);
    }

    private static boolean isNewer(Instant changed, List<VersionSummary> newest) {
        return newest.isEmpty() || changed.isAfter(newest.get(0).publishedAt());
    }
}
