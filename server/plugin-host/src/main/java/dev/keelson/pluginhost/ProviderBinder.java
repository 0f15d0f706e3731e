package dev.keelson.pluginhost;

import dev.keelson.plugin.api.provider.ProviderFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Makes providers of configurations, at the start of a plugin and beside it. */
final class ProviderBinder {
    private final HostServices services;
    private final SettingsReader settings;

    ProviderBinder(HostServices services) {
        this.services = services;
        settings = new SettingsReader(services.secrets());
    }

    /** Runs the plugin's code on the calling thread. */
    Map<String, ProviderBinding> bindAll(ProviderTable table, Extensions extensions, PluginWorkers workers) {
        Map<String, ProviderBinding> bindings = new LinkedHashMap<>();
        for (ProviderConfiguration configured : table.all()) {
            Extension<ProviderFactory> extension = extensions.providers().get(configured.kind());
            if (extension != null) {
                bindings.put(configured.name(), bind(configured, extension, workers));
            }
        }
        return bindings;
    }

    /** Runs the plugin's code on a thread of its own; empty when the plugin does not bring the kind. */
    Optional<ProviderBinding> bind(ProviderConfiguration configured, LoadedPlugin plugin) {
        Extension<ProviderFactory> extension = plugin.extensions().providers().get(configured.kind());
        if (extension == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(plugin.bind(() -> bind(configured, extension, plugin.workers())));
        } catch (ExecutionException | TimeoutException failure) {
            return Optional.of(ProviderBinding.broken(Failures.words(Failures.unwrap(failure))));
        }
    }

    private ProviderBinding bind(
            ProviderConfiguration configured, Extension<ProviderFactory> extension, PluginWorkers workers) {
        HostPluginContext context = configured.stored() == null
                ? HostPluginContext.forProviders(services, workers)
                : HostPluginContext.forStoredProviders(services, workers);
        return ProviderBinding.create(configured, extension, settings, context);
    }
}
