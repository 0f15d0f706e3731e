package dev.keelson.pluginhost;

import dev.keelson.plugin.api.provider.Provider;

/** The object that answers for a configured provider now, and the plugin it belongs to. Held for one call only. */
record ProviderTarget(LoadedPlugin plugin, ProviderBinding binding, Provider provider) {}
