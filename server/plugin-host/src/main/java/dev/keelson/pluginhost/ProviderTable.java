package dev.keelson.pluginhost;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The providers that are configured now: those of the file for good, those of the store as they come. */
final class ProviderTable {
    private final Map<String, ProviderConfiguration> file;
    private volatile Map<String, ProviderConfiguration> all;

    ProviderTable(List<ProviderConfiguration> providers) {
        file = byName(providers);
        all = file;
    }

    Optional<ProviderConfiguration> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    /** Those of the file first. */
    List<ProviderConfiguration> all() {
        return List.copyOf(all.values());
    }

    /** From the store and not hidden by the file. */
    List<ProviderConfiguration> stored() {
        return all.values().stream()
                .filter(provider -> !file.containsKey(provider.name()))
                .toList();
    }

    /** Without those that the file hides. */
    List<ProviderConfiguration> visible(List<ProviderConfiguration> stored) {
        return stored.stream()
                .filter(provider -> !file.containsKey(provider.name()))
                .toList();
    }

    void replaceStored(List<ProviderConfiguration> stored) {
        Map<String, ProviderConfiguration> next = new LinkedHashMap<>(file);
        next.putAll(byName(visible(stored)));
        all = next;
    }

    private static Map<String, ProviderConfiguration> byName(List<ProviderConfiguration> providers) {
        Map<String, ProviderConfiguration> byName = new LinkedHashMap<>();
        for (ProviderConfiguration provider : providers) {
            @Nullable ProviderConfiguration twice = byName.put(provider.name(), provider);
            if (twice != null) {
                throw new IllegalArgumentException("provider '" + provider.name() + "' is configured twice");
            }
        }
        return byName;
    }
}
