package dev.keelson.pluginhost;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds, replaces and removes stored providers while plugins run. A new provider is made before the old one gives way, and the
 * old one is closed when the last of its calls has ended. Blocks; used by the thread that changes plugins.
 */
final class ProviderChanges {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderChanges.class);

    private final PluginTable plugins;
    private final ProviderTable table;
    private final ProviderBinder binder;

    ProviderChanges(PluginTable plugins, ProviderTable table, ProviderBinder binder) {
        this.plugins = plugins;
        this.table = table;
        this.binder = binder;
    }

    /** Who runs a provider from now on. */
    private record Placed(LoadedPlugin plugin, ProviderBinding binding) {}

    void apply(List<ProviderConfiguration> stored) {
        List<ProviderConfiguration> next = table.visible(stored);
        Map<String, Placed> placed = new HashMap<>();
        for (ProviderConfiguration provider : next) {
            if (!provider.isSameAs(table.find(provider.name()).orElse(null))) {
                place(provider).ifPresent(done -> placed.put(provider.name(), done));
                LOG.info("provider '{}' of kind '{}' is put in force", provider.name(), provider.kind());
            }
        }
        Set<String> changed = changedNames(next);
        placed.forEach((name, done) -> done.plugin.putProvider(name, done.binding));
        table.replaceStored(next);
        for (LoadedPlugin plugin : plugins.state().loaded()) {
            changed.stream().filter(name -> !isPlacedIn(plugin, placed, name)).forEach(plugin::removeProvider);
        }
    }

    private Optional<Placed> place(ProviderConfiguration provider) {
        return plugins.state()
                .find("provider/" + provider.kind())
                .flatMap(plugin -> binder.bind(provider, plugin).map(binding -> new Placed(plugin, binding)));
    }

    /** Also those that are gone. */
    private Set<String> changedNames(List<ProviderConfiguration> next) {
        Map<String, ProviderConfiguration> after = new HashMap<>();
        next.forEach(provider -> after.put(provider.name(), provider));
        Set<String> changed = new HashSet<>(after.keySet());
        for (ProviderConfiguration before : table.stored()) {
            changed.add(before.name());
            if (before.isSameAs(after.get(before.name()))) {
                changed.remove(before.name());
            }
        }
        return changed;
    }

    private static boolean isPlacedIn(LoadedPlugin plugin, Map<String, Placed> placed, String name) {
        Placed done = placed.get(name);
        return done != null && done.plugin == plugin;
    }
}
