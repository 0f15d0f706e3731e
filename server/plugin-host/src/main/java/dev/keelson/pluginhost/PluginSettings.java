package dev.keelson.pluginhost;

import dev.keelson.plugin.api.PluginConfig;

/**
 * Checked settings of one extension.
 *
 * @param mask knows the secrets among them
 */
record PluginSettings(PluginConfig config, SecretMask mask) {}
