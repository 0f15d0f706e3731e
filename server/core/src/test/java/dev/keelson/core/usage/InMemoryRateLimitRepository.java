package dev.keelson.core.usage;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps rate limits in memory, for tests. Safe for concurrent use. */
public final class InMemoryRateLimitRepository implements RateLimitRepository {
    private final TreeMap<String, RateLimit> limits = new TreeMap<>();

    @Override
    public synchronized Future<List<RateLimit>> list() {
        return Future.succeededFuture(List.copyOf(limits.values()));
    }

    @Override
    public synchronized Future<Optional<RateLimit>> find(String name) {
        return Future.succeededFuture(Optional.ofNullable(limits.get(name)));
    }

    @Override
    public synchronized Future<RateLimit> insert(RateLimit limit) {
        return limits.putIfAbsent(limit.name(), limit) == null
                ? Future.succeededFuture(limit)
                : Future.failedFuture(new KeelsonException(
                        ErrorCode.RATE_LIMIT_EXISTS, "there is a rate limit named " + limit.name()));
    }

    @Override
    public synchronized Future<Boolean> replace(int revision, RateLimit limit) {
        boolean stored = isStored(limit.name(), revision);
        if (stored) {
            limits.put(limit.name(), limit);
        }
        return Future.succeededFuture(stored);
    }

    @Override
    public synchronized Future<Boolean> delete(String name, int revision) {
        boolean stored = isStored(name, revision);
        if (stored) {
            limits.remove(name);
        }
        return Future.succeededFuture(stored);
    }

    private boolean isStored(String name, int revision) {
        RateLimit stored = limits.get(name);
        return stored != null && stored.revision() == revision;
    }
}
