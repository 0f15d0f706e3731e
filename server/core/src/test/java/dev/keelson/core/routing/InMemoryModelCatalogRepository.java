package dev.keelson.core.routing;

import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.Optional;

/** Keeps the entries in memory, for tests. Safe for concurrent use. */
public final class InMemoryModelCatalogRepository implements ModelCatalogRepository {
    private StoredCatalog current = StoredCatalog.NONE;

    @Override
    public synchronized Future<Optional<StoredCatalog>> find() {
        return Future.succeededFuture(Optional.of(current).filter(each -> each.revision() > 0));
    }

    @Override
    public synchronized Future<StoredCatalog> replace(StoredCatalog next) {
        if (current.revision() != next.revision() - 1) {
            return Future.failedFuture(
                    KeelsonException.stale("the entries are at revision " + current.revision(), current));
        }
        current = next;
        return Future.succeededFuture(next);
    }
}
