package dev.keelson.pluginhost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.secret.SecretSource;
import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.PluginConfig;
import java.util.List;

/** Checks settings against what a factory declares; reports every problem at once. */
final class SettingsReader {
    private final SecretSource secrets;

    SettingsReader(SecretSource secrets) {
        this.secrets = secrets;
    }

    /** Settings that an author wrote: secrets by name only, and only towards the origin that they are bound to. */
    PluginSettings readDefinition(List<ConfigKey> keys, JsonNode settings) {
        return read(new SettingsReading(keys, new SecretReading.ByName(secrets)), settings);
    }

    /** Settings from the operator's own file, which may hold secrets in the clear. */
    PluginSettings readConfiguration(List<ConfigKey> keys, JsonNode settings) {
        return read(new SettingsReading(keys, new SecretReading.ByNameOrText(secrets)), settings);
    }

    /** Settings from the store: secrets by name only, the provider's own among them, and only towards their origin. */
    PluginSettings readStored(List<ConfigKey> keys, ProviderConfiguration configured) {
        SecretReading reading = new SecretReading.ByName(configured.secretsOr(secrets));
        return read(new SettingsReading(keys, reading), configured.settings());
    }

    private static PluginSettings read(SettingsReading reading, JsonNode settings) {
        reading.read(settings);
        if (!reading.violations().isEmpty()) {
            throw new KeelsonException(
                    ErrorCode.DEFINITION_INVALID, "the settings do not fit the plugin", reading.violations());
        }
        return new PluginSettings(PluginConfig.of(reading.values()), new SecretMask(reading.secrets()));
    }
}
