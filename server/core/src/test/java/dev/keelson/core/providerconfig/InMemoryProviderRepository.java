package dev.keelson.core.providerconfig;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps stored providers in memory, for tests. Safe for concurrent use. */
public final class InMemoryProviderRepository implements ProviderRepository {
    private final TreeMap<String, StoredProvider> providers = new TreeMap<>();

    @Override
    public synchronized Future<StoredProvider> commit(StoredProvider next) {
        StoredProvider current = providers.get(next.name());
        int revision = current == null ? 0 : current.revision();
        if (next.revision() != revision + 1) {
            return Future.failedFuture(stale(next.name(), current));
        }
        providers.put(next.name(), next);
        return Future.succeededFuture(next);
    }

    @Override
    public synchronized Future<Optional<StoredProvider>> find(String name) {
        return Future.succeededFuture(Optional.ofNullable(providers.get(name)));
    }

    @Override
    public synchronized Future<List<StoredProvider>> list() {
        return Future.succeededFuture(List.copyOf(providers.values()));
    }

    @Override
    public synchronized Future<Void> delete(String name, @Nullable Integer revision) {
        StoredProvider current = providers.get(name);
        if (current == null) {
            return Future.failedFuture(
                    new KeelsonException(ErrorCode.PROVIDER_NOT_FOUND, "no stored provider named " + name));
        }
        if (revision != null && revision != current.revision()) {
            return Future.failedFuture(stale(name, current));
        }
        providers.remove(name);
        return Future.succeededFuture();
    }

    private static KeelsonException stale(String name, @Nullable StoredProvider current) {
        return current == null
                ? new KeelsonException(ErrorCode.REVISION_STALE, "there is no provider " + name)
                : KeelsonException.stale("the provider is at revision " + current.revision(), current);
    }
}
