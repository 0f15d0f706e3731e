package dev.keelson.pluginhost;

import dev.keelson.core.provider.ConfiguredProvider;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.plugin.api.provider.Provider;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The configured providers. A client that was found stays good across reloads and changes: it asks for the plugin in force with every
 * call.
 */
final class PluginProviderRegistry implements ProviderRegistry {
    private final Vertx vertx;
    private final PluginTable table;
    private final ProviderTable configured;

    PluginProviderRegistry(Vertx vertx, PluginTable table, ProviderTable configured) {
        this.vertx = vertx;
        this.table = table;
        this.configured = configured;
    }

    @Override
    public Optional<ModelClient> find(String name) {
        return target(name).map(usable -> new PluginModelClient(vertx, this, name));
    }

    @Override
    public List<ConfiguredProvider> providers() {
        return configured.all().stream().map(this::view).toList();
    }

    /** Empty while the provider can't be used. */
    Optional<ProviderTarget> target(String name) {
        return configured
                .find(name)
                .flatMap(configuration -> table.state().find(extension(configuration)))
                .flatMap(plugin -> target(plugin, name));
    }

    private static Optional<ProviderTarget> target(LoadedPlugin plugin, String name) {
        return plugin.provider(name).flatMap(binding -> {
            Provider provider = binding.provider();
            return provider == null ? Optional.empty() : Optional.of(new ProviderTarget(plugin, binding, provider));
        });
    }

    private ConfiguredProvider view(ProviderConfiguration configuration) {
        String name = configuration.name();
        String kind = configuration.kind();
        Optional<LoadedPlugin> plugin = table.state().find(extension(configuration));
        Optional<ProviderBinding> binding = plugin.flatMap(loaded -> loaded.provider(name));
        if (plugin.isEmpty() || binding.isEmpty()) {
            String problem = "no started plugin brings provider kind '" + kind + "' (there are: "
                    + String.join(", ", table.state().kinds("provider")) + ")";
            return new ConfiguredProvider(name, kind, null, null, Set.of(), List.of(), problem);
        }
        Candidate candidate = plugin.get().candidate();
        ProviderBinding bound = binding.get();
        return new ConfiguredProvider(
                name, kind, candidate.id(), candidate.version(), bound.capabilities(), bound.models(), bound.problem());
    }

    private static String extension(ProviderConfiguration configuration) {
        return "provider/" + configuration.kind();
    }
}
