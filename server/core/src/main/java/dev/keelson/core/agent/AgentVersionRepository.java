package dev.keelson.core.agent;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stores published versions. Versions are only ever added. */
public interface AgentVersionRepository {
    /** More versions than this are not searched for authors. */
    int MAX_BETWEEN = 2_000;

    /** Fails with {@link ErrorCode#VERSION_NUMBER_TAKEN} if the number is taken, so that one of two publishers loses. */
    Future<AgentVersion> insert(AgentVersion version);

    /** Fails with an {@link IllegalStateException} when the stored content no longer has its digest. */
    Future<Optional<AgentVersion>> find(String agent, int number);

    /** The targets' versions, in their order. Fails with {@link ErrorCode#VERSION_NOT_FOUND}. */
    default Future<List<AgentVersion>> findAll(String agent, List<AliasTarget> targets) {
        List<Future<AgentVersion>> found = targets.stream()
                .map(target -> find(agent, target.version())
                        .map(version -> version.orElseThrow(() -> AgentQueries.noVersion(agent, target.version()))))
                .toList();
        return Future.all(found).map(CompositeFuture::list);
    }

    Future<Optional<AgentVersion>> latest(String agent);

    /** The version of this agent with that content, if one was published; the lowest number when there are several. */
    Future<Optional<AgentVersion>> findByDigest(String agent, String digest);

    /**
     * Ids of the API keys that wrote the versions after {@code after}, up to and including {@code last}. Fails with
     * {@link ErrorCode#REQUEST_INVALID} when these are more than {@value #MAX_BETWEEN}: some authors would be missed.
     */
    Future<Set<String>> authorsBetween(String agent, int after, int last);

    /** Newest first. */
    Future<Page<VersionSummary>> list(String agent, PageRequest page);

    /** The failure of {@link #authorsBetween}. */
    static KeelsonException tooManyBetween(int after, int last) {
        String message = "versions " + after + " to " + last + " (expected: at most " + MAX_BETWEEN + " apart)";
        return new KeelsonException(
                ErrorCode.REQUEST_INVALID, message, List.of(Violation.at("/targets", "limit", message)));
    }
}
