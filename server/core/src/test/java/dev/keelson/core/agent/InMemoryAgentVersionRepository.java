package dev.keelson.core.agent;

import dev.keelson.core.common.InMemoryPages;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Keeps versions in memory, for tests. Safe for concurrent use. */
public final class InMemoryAgentVersionRepository implements AgentVersionRepository {
    private final List<AgentVersion> versions = new ArrayList<>();

    @Override
    public synchronized Future<AgentVersion> insert(AgentVersion version) {
        if (versions.stream().anyMatch(numbered(version.agent(), version.number()))) {
            return Future.failedFuture(new KeelsonException(
                    ErrorCode.VERSION_NUMBER_TAKEN,
                    "version " + version.number() + " of " + version.agent() + " exists"));
        }
        versions.add(version);
        return Future.succeededFuture(version);
    }

    @Override
    public synchronized Future<Optional<AgentVersion>> find(String agent, int number) {
        return intact(versions.stream().filter(numbered(agent, number)).findFirst());
    }

    @Override
    public synchronized Future<Optional<AgentVersion>> latest(String agent) {
        return intact(newestFirst(agent).stream().findFirst());
    }

    @Override
    public synchronized Future<Optional<AgentVersion>> findByDigest(String agent, String digest) {
        return intact(newestFirst(agent).stream()
                .filter(version -> version.digest().equals(digest))
                .min(Comparator.comparingInt(AgentVersion::number)));
    }

    @Override
    public synchronized Future<Page<VersionSummary>> list(String agent, PageRequest page) {
        List<VersionSummary> all = newestFirst(agent).stream()
                .map(InMemoryAgentVersionRepository::summary)
                .toList();
        return InMemoryPages.page(all, version -> String.valueOf(version.number()), page);
    }

    @Override
    public synchronized Future<Set<String>> authorsBetween(String agent, int after, int last) {
        if (last - after > MAX_BETWEEN) {
            return Future.failedFuture(AgentVersionRepository.tooManyBetween(after, last));
        }
        return Future.succeededFuture(newestFirst(agent).stream()
                .filter(version -> version.number() > after && version.number() <= last)
                .flatMap(version -> version.authors().stream())
                .collect(Collectors.toSet()));
    }

    private static Predicate<AgentVersion> numbered(String agent, int number) {
        return version -> version.agent().equals(agent) && version.number() == number;
    }

    private List<AgentVersion> newestFirst(String agent) {
        return versions.stream()
                .filter(version -> version.agent().equals(agent))
                .sorted(Comparator.comparingInt(AgentVersion::number).reversed())
                .toList();
    }

    private static Future<Optional<AgentVersion>> intact(Optional<AgentVersion> found) {
        if (found.isPresent()
                && !found.get().definition().digest().equals(found.get().digest())) {
            return Future.failedFuture(new IllegalStateException("the stored version no longer has its digest"));
        }
        return Future.succeededFuture(found);
    }

    private static VersionSummary summary(AgentVersion version) {
        return new VersionSummary(
                version.agent(),
                version.number(),
                version.digest(),
                version.contractDigest(),
                version.contractVersion(),
                version.publishedAt(),
                version.publishedBy(),
                version.note());
    }
}
