package dev.keelson.core.agent;

import dev.keelson.core.common.InMemoryPages;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps agents in memory, for tests. Safe for concurrent use. */
public final class InMemoryAgentRepository implements AgentRepository {
    private final TreeMap<String, Agent> agents = new TreeMap<>();

    @Override
    public synchronized Future<Agent> insert(Agent agent) {
        if (agents.putIfAbsent(agent.name(), agent) != null) {
            return Future.failedFuture(
                    new KeelsonException(ErrorCode.AGENT_EXISTS, "an agent named " + agent.name() + " exists"));
        }
        return Future.succeededFuture(agent);
    }

    @Override
    public synchronized Future<Optional<Agent>> find(String name) {
        return Future.succeededFuture(Optional.ofNullable(agents.get(name)));
    }

    @Override
    public synchronized Future<Agent> replaceDraft(String name, Draft draft) {
        Agent agent = agents.get(name);
        if (agent == null) {
            return Future.failedFuture(new KeelsonException(ErrorCode.AGENT_NOT_FOUND, "no agent named " + name));
        }
        if (agent.draft().revision() != draft.revision() - 1) {
            return Future.failedFuture(KeelsonException.stale(
                    "the draft is at revision " + agent.draft().revision(), agent.draft()));
        }
        Agent changed = agent.withDraft(draft);
        agents.put(name, changed);
        return Future.succeededFuture(changed);
    }

    @Override
    public synchronized Future<Page<AgentSummary>> list(PageRequest page) {
        List<AgentSummary> all =
                agents.values().stream().map(InMemoryAgentRepository::summary).toList();
        return InMemoryPages.page(all, AgentSummary::name, page);
    }

    private static AgentSummary summary(Agent agent) {
        Draft draft = agent.draft();
        return new AgentSummary(
                agent.name(), draft.title(), agent.createdAt(), agent.createdBy(), draft.revision(), draft.updatedAt());
    }
}
