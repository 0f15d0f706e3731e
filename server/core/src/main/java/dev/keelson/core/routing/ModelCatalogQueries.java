package dev.keelson.core.routing;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import io.vertx.core.Future;

/** Reads the model catalogue. */
public final class ModelCatalogQueries {
    private final CatalogUpdates updates;

    public ModelCatalogQueries(CatalogUpdates updates) {
        this.updates = updates;
    }

    /** Up to date with the store, so that its revision can be decided on. */
    public Future<CatalogUpdates.State> state(Principal by) {
        by.require(Permission.PLUGIN_READ);
        return updates.refresh();
    }
}
