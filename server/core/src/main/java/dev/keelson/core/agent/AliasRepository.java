package dev.keelson.core.agent;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Stores aliases and their whole history; the newest entry of the history is the alias. */
public interface AliasRepository {

    /**
     * Adds {@code next} to the history if the newest revision is still {@code next.revision() - 1} (none, for revision
     * 1). Fails with {@link ErrorCode#REVISION_STALE} carrying the current {@link Alias}: of two movers one loses.
     */
    Future<Alias> commit(Alias next);

    Future<Optional<Alias>> find(String agent, String alias);

    /** The alias as that revision made it. */
    Future<Optional<Alias>> findRevision(String agent, String alias, int revision);

    /** All aliases of the agent, in order of name; an agent has at most 50. */
    Future<List<Alias>> listByAgent(String agent);

    /** Newest first. */
    Future<Page<Alias>> history(String agent, String alias, PageRequest page);
}
