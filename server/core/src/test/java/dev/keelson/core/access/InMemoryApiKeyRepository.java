package dev.keelson.core.access;

import dev.keelson.core.common.InMemoryPages;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps API keys in memory, for tests. Safe for concurrent use. */
public final class InMemoryApiKeyRepository implements ApiKeyRepository {
    private final TreeMap<String, ApiKey> keys = new TreeMap<>();

    @Override
    public synchronized Future<Boolean> insertIfAbsent(ApiKey key) {
        return Future.succeededFuture(keys.putIfAbsent(key.id(), key) == null);
    }

    @Override
    public synchronized Future<Optional<ApiKey>> find(String id) {
        return Future.succeededFuture(Optional.ofNullable(keys.get(id)));
    }

    @Override
    public synchronized Future<Page<ApiKey>> list(PageRequest page) {
        return InMemoryPages.page(List.copyOf(keys.values()), ApiKey::id, page);
    }

    @Override
    public synchronized Future<ApiKey> revoke(String id, Instant at) {
        ApiKey key = keys.get(id);
        if (key == null) {
            return Future.failedFuture(new KeelsonException(ErrorCode.API_KEY_NOT_FOUND, "no key with id " + id));
        }
        if (key.revokedAt() == null) {
            keys.put(id, revoked(key, at));
        }
        return Future.succeededFuture(keys.getOrDefault(id, key));
    }

    private static ApiKey revoked(ApiKey key, Instant at) {
        return new ApiKey(
                key.id(),
                key.name(),
                key.role(),
                key.agents(),
                key.owner(),
                key.secretDigest(),
                key.createdAt(),
                key.createdBy(),
                key.expiresAt(),
                at);
    }
}
