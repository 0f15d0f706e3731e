package dev.keelson.core.agent;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.util.Optional;

/** Stores agents, each with its draft, as one document. */
public interface AgentRepository {

    /** Fails with {@link ErrorCode#AGENT_EXISTS}, so that one of two creators loses. */
    Future<Agent> insert(Agent agent);

    Future<Optional<Agent>> find(String name);

    /**
     * Replaces the draft if its revision is still {@code draft.revision() - 1}. Fails with
     * {@link ErrorCode#REVISION_STALE} carrying the current {@link Draft}, or {@link ErrorCode#AGENT_NOT_FOUND}.
     */
    Future<Agent> replaceDraft(String name, Draft draft);

    /** In order of name. */
    Future<Page<AgentSummary>> list(PageRequest page);
}
