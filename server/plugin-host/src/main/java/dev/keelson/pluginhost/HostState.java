package dev.keelson.pluginhost;

import dev.keelson.core.plugin.InstalledPlugin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All plugins at one moment. Immutable: a change makes a new state, and one write puts it in force. */
final class HostState {
    static final HostState EMPTY = new HostState(List.of());

    private final List<PluginRecord> records;
    private final Map<String, LoadedPlugin> byExtension = new HashMap<>();
    private final List<InstalledPlugin> views;

    HostState(List<PluginRecord> records) {
        this.records = records.stream()
                .sorted(Comparator.comparing((PluginRecord each) -> each.view().id())
                        .thenComparing(each -> each.view().file()))
                .toList();
        views = this.records.stream().map(PluginRecord::view).toList();
        for (LoadedPlugin plugin : loaded()) {
            plugin.extensions().names().forEach(name -> byExtension.put(name, plugin));
        }
    }

    List<InstalledPlugin> views() {
        return views;
    }

    /** {@code extension}: {@code provider/local} and so on. */
    Optional<LoadedPlugin> find(String extension) {
        return Optional.ofNullable(byExtension.get(extension));
    }

    /** Names of the extensions of one kind of extension point, sorted. */
    List<String> kinds(String point) {
        String prefix = point + "/";
        return byExtension.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .sorted()
                .toList();
    }

    List<LoadedPlugin> loaded() {
        List<LoadedPlugin> plugins = new ArrayList<>();
        for (PluginRecord each : records) {
            @Nullable LoadedPlugin plugin = each.loaded();
            if (plugin != null) {
                plugins.add(plugin);
            }
        }
        return plugins;
    }

    List<PluginRecord> withId(String id) {
        return records.stream().filter(each -> each.view().id().equals(id)).toList();
    }

    /** What is started under this id. */
    Optional<LoadedPlugin> running(String id) {
        return loaded().stream()
                .filter(each -> each.candidate().id().equals(id))
                .findFirst();
    }

    Optional<PluginRecord> ofFile(String file) {
        return records.stream().filter(each -> each.view().file().equals(file)).findFirst();
    }

    /** A state in which everything of this id, and of the same files, gives way to {@code replacements}. */
    HostState replacing(String id, List<PluginRecord> replacements) {
        List<String> files =
                replacements.stream().map(each -> each.view().file()).toList();
        List<PluginRecord> next = new ArrayList<>(replacements);
        records.stream()
                .filter(each -> !each.view().id().equals(id)
                        && !files.contains(each.view().file()))
                .forEach(next::add);
        return new HostState(next);
    }

    HostState with(List<PluginRecord> more) {
        List<PluginRecord> next = new ArrayList<>(records);
        next.addAll(more);
        return new HostState(next);
    }

    /** Why a plugin can't be started beside the others: it brings an extension that another one brings. */
    Optional<String> conflict(LoadedPlugin plugin) {
        return plugin.extensions()
                .names()
                .flatMap(name -> conflict(name, plugin).stream())
                .findFirst();
    }

    Map<String, String> pins() {
        Map<String, String> pins = new TreeMap<>();
        byExtension.forEach((name, plugin) -> pins.put(
                name, plugin.candidate().id() + " " + plugin.candidate().versionText()));
        return pins;
    }

    private Optional<String> conflict(String extension, LoadedPlugin plugin) {
        return find(extension)
                .filter(owner ->
                        !owner.candidate().id().equals(plugin.candidate().id()))
                .map(owner -> extension + " is already brought by " + owner.label());
    }
}
