package dev.keelson.core.routing;

import dev.keelson.core.provider.ConfiguredProvider;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.plugin.api.provider.Capability;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Providers that are configured but never called. */
final class ConfiguredOnly implements ProviderRegistry {
    private final List<ConfiguredProvider> providers = new ArrayList<>();

    /** Providers whose name is their kind and that can do everything. */
    static ConfiguredOnly of(String... kinds) {
        var registry = new ConfiguredOnly();
        for (String kind : kinds) {
            registry.add(kind, kind, EnumSet.allOf(Capability.class), null);
        }
        return registry;
    }

    void add(String name, String kind, Set<Capability> capabilities, @Nullable String problem) {
        providers.add(new ConfiguredProvider(name, kind, kind, "1.0.0", capabilities, List.of(), problem));
    }

    @Override
    public Optional<ModelClient> find(String name) {
        return Optional.empty();
    }

    @Override
    public List<ConfiguredProvider> providers() {
        return List.copyOf(providers);
    }
}
