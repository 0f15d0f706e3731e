package dev.keelson.pluginhost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * A provider as an operator configured it.
 *
 * @param name how agents refer to it, such as {@code local}
 * @param kind name of the provider factory that makes it
 * @param settings JSON object for that factory; a secret is plain text or {@code {"secret": "<name>"}}
 */
public record ProviderConfiguration(String name, String kind, JsonNode settings) {

    public ProviderConfiguration {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(settings, "settings");
    }

    /** Leaves the settings out, because they may hold secrets. */
    @Override
    public String toString() {
        return "ProviderConfiguration[name=" + name + ", kind=" + kind + "]";
    }
}
