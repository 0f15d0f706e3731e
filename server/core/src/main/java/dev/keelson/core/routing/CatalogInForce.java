package dev.keelson.core.routing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The catalogue that calls are routed and priced by now. Safe for concurrent use; reading takes no lock. */
public final class CatalogInForce {
    private final Map<CatalogLayer.Origin, CatalogLayer> layers = new EnumMap<>(CatalogLayer.Origin.class);
    private volatile ModelCatalog current;

    private CatalogInForce(CatalogLayer lowest) {
        layers.put(lowest.origin(), lowest);
        current = ModelCatalog.of(List.of(lowest));
    }

    /** The entries of this release and nothing over them. */
    public static CatalogInForce builtIn() {
        return new CatalogInForce(ModelCatalogReader.builtIn());
    }

    public ModelCatalog current() {
        return current;
    }

    /** Takes the place of what came from the same origin before. */
    public synchronized void put(CatalogLayer layer) {
        layers.put(layer.origin(), layer);
        recompute();
    }

    /** {@code origin}: not that of the built-in entries, which stay. */
    public synchronized void drop(CatalogLayer.Origin origin) {
        if (origin == CatalogLayer.Origin.BUILT_IN) {
            throw new IllegalArgumentException("origin: " + origin + " (expected: FILE or API)");
        }
        layers.remove(origin);
        recompute();
    }

    private void recompute() {
        current = ModelCatalog.of(new ArrayList<>(layers.values()));
    }
}
