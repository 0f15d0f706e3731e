package dev.keelson.core.agent;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.util.Optional;

/** Stores published versions. Versions are only ever added. */
public interface AgentVersionRepository {

    /** Fails with {@link ErrorCode#VERSION_NUMBER_TAKEN} if the number is taken, so that one of two publishers loses. */
    Future<AgentVersion> insert(AgentVersion version);

    /** Fails with an {@link IllegalStateException} when the stored content no longer has its digest. */
    Future<Optional<AgentVersion>> find(String agent, int number);

    Future<Optional<AgentVersion>> latest(String agent);

    /** The version of this agent with that content, if one was published; the lowest number when there are several. */
    Future<Optional<AgentVersion>> findByDigest(String agent, String digest);

    /** Newest first. */
    Future<Page<VersionSummary>> list(String agent, PageRequest page);
}
