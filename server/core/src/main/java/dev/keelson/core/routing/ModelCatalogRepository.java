package dev.keelson.core.routing;

import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.util.Optional;

/** Stores the entries of the model catalogue that came over the API, for all nodes. */
public interface ModelCatalogRepository {

    /** Empty before the first change. */
    Future<Optional<StoredCatalog>> find();

    /**
     * Stores {@code next} if the stored revision is still {@code next.revision() - 1} (none, for revision 1). Fails with
     * {@link ErrorCode#REVISION_STALE} carrying the current {@link StoredCatalog}: of two operators one loses.
     */
    Future<StoredCatalog> replace(StoredCatalog next);
}
