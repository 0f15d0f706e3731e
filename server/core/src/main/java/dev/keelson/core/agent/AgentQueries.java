package dev.keelson.core.agent;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Reads of agents, versions and aliases, each for a principal: an agent outside its key's scope does not exist. */
public final class AgentQueries {
    private final AgentRepository agents;
    private final AgentVersionRepository versions;
    private final AliasRepository aliases;

    public AgentQueries(AgentRepository agents, AgentVersionRepository versions, AliasRepository aliases) {
        this.agents = agents;
        this.versions = versions;
        this.aliases = aliases;
    }

    /** In order of name. A key that is limited to some agents gets all of those on one page. */
    public Future<Page<AgentSummary>> agents(Principal by, PageRequest page) {
        by.require(Permission.AGENT_READ);
        if (by.agents().isEmpty()) {
            return agents.list(page);
        }
        List<Future<Optional<Agent>>> visible =
                by.agents().stream().sorted().map(agents::find).toList();
        return Future.all(visible)
                .map(all -> new Page<>(
                        visible.stream()
                                .flatMap(found -> found.result().stream())
                                .map(AgentQueries::summary)
                                .toList(),
                        null));
    }

    public Future<Agent> agent(Principal by, String agent) {
        requireReadable(by, agent);
        return agents.find(agent).map(found -> found.orElseThrow(() -> noAgent(agent)));
    }

    public Future<Page<VersionSummary>> versions(Principal by, String agent, PageRequest page) {
        return agent(by, agent).compose(exists -> versions.list(agent, page));
    }

    public Future<AgentVersion> version(Principal by, String agent, int number) {
        requireReadable(by, agent);
        return versions.find(agent, number).map(found -> found.orElseThrow(() -> noVersion(agent, number)));
    }

    public Future<List<Alias>> aliases(Principal by, String agent) {
        return agent(by, agent).compose(exists -> aliases.listByAgent(agent));
    }

    public Future<Alias> alias(Principal by, String agent, String alias) {
        requireReadable(by, agent);
        return aliases.find(agent, alias).map(found -> found.orElseThrow(() -> noAlias(agent, alias)));
    }

    /** Newest first. */
    public Future<Page<Alias>> aliasHistory(Principal by, String agent, String alias, PageRequest page) {
        return alias(by, agent, alias).compose(exists -> aliases.history(agent, alias, page));
    }

    private static void requireReadable(Principal by, String agent) {
        by.require(Permission.AGENT_READ);
        by.requireAgent(agent);
    }

    private static AgentSummary summary(Agent agent) {
        Draft draft = agent.draft();
        return new AgentSummary(
                agent.name(), draft.title(), agent.createdAt(), agent.createdBy(), draft.revision(), draft.updatedAt());
    }

    static KeelsonException noAgent(String agent) {
        return new KeelsonException(ErrorCode.AGENT_NOT_FOUND, "no agent named " + agent);
    }

    static KeelsonException noVersion(String agent, int number) {
        return new KeelsonException(ErrorCode.VERSION_NOT_FOUND, "no version " + number + " of agent " + agent);
    }

    static KeelsonException noAlias(String agent, String alias) {
        return new KeelsonException(ErrorCode.ALIAS_NOT_FOUND, "no alias " + alias + " of agent " + agent);
    }
}
