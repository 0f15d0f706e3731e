package dev.keelson.core.routing;

import dev.keelson.core.common.CanonicalJson;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tiers, capabilities, limits and prices of all known models at one moment. Immutable. */
public final class ModelCatalog {
    private static final int DIGEST_START = "sha256:".length();
    private static final int DIGEST_LENGTH = 12;

    private final String version;
    private final LocalDate asOf;
    private final Map<Key, Entry> entries;

    private ModelCatalog(LocalDate asOf, Map<Key, Entry> entries) {
        this.asOf = asOf;
        this.entries = entries;
        String digest = CanonicalJson.digest(entries.values().stream()
                .map(entry -> CatalogJson.of(entry.model()))
                .toList());
        version = asOf + "+" + digest.substring(DIGEST_START, DIGEST_START + DIGEST_LENGTH);
    }

    /**
     * {@code layers}: at least one, in rising priority. An entry replaces the whole entry of the same provider and id
     * in the layers below; where it is new it is added.
     */
    public static ModelCatalog of(List<CatalogLayer> layers) {
        Map<Key, Entry> entries = new LinkedHashMap<>();
        for (CatalogLayer layer : layers) {
            for (CatalogModel model : layer.models()) {
                entries.put(new Key(model.provider(), model.id()), new Entry(model, layer.origin()));
            }
        }
        LocalDate asOf = layers.stream()
                .map(CatalogLayer::asOf)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new ModelCatalog(asOf, entries);
    }

    private record Key(String provider, String id) {}

    /** A model and where its entry comes from. */
    public record Entry(CatalogModel model, CatalogLayer.Origin origin) {}

    /** {@code <asOf>+<start of the SHA-256 of the entries' canonical JSON>}: equal content has an equal version. */
    public String version() {
        return version;
    }

    public LocalDate asOf() {
        return asOf;
    }

    /** In the order of the layers. */
    public Collection<Entry> entries() {
        return entries.values();
    }

    /** The entry for the configured name of a provider, else the one for its kind. */
    public Optional<CatalogModel> find(String providerName, String kind, String model) {
        Entry named = entries.get(new Key(providerName, model));
        Entry found = named != null ? named : entries.get(new Key(kind, model));
        return Optional.ofNullable(found).map(Entry::model);
    }

    /** Models that a provider of this name and kind may have, by name before kind, each id once. */
    List<CatalogModel> of(String providerName, String kind) {
        Map<String, CatalogModel> found = new LinkedHashMap<>();
        entries.values().stream()
                .map(Entry::model)
                .filter(model ->
                        model.provider().equals(kind) || model.provider().equals(providerName))
                .filter(model -> find(providerName, kind, model.id()).stream().anyMatch(model::equals))
                .forEach(model -> found.put(model.id(), model));
        return List.copyOf(found.values());
    }

    @Override
    public String toString() {
        return version;
    }
}
