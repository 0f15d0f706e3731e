package dev.keelson.pluginhost;

import dev.keelson.core.plugin.InstalledPlugin;
import org.jspecify.annotations.Nullable;

/**
 * A plugin file as the host knows it.
 *
 * @param loaded null unless the plugin is started
 */
record PluginRecord(InstalledPlugin view, @Nullable LoadedPlugin loaded) {

    static PluginRecord started(LoadedPlugin plugin) {
        return new PluginRecord(plugin.candidate().started(plugin.extensions().listed()), plugin);
    }

    static PluginRecord failed(Candidate candidate, String reason) {
        return new PluginRecord(candidate.without(InstalledPlugin.State.FAILED, reason), null);
    }

    static PluginRecord rejected(Candidate candidate, String reason) {
        return new PluginRecord(candidate.without(InstalledPlugin.State.REJECTED, reason), null);
    }
}
