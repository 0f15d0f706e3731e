package dev.keelson.core.providerconfig;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * A provider from the configuration file: the API shows it and never changes it.
 *
 * @param settings may hold secrets in the clear
 * @param hidden settings whose value came from the environment or from another file
 */
public record FileProvider(String name, String kind, JsonNode settings, Set<String> hidden) {

    public FileProvider {
        hidden = Set.copyOf(hidden);
    }

    /** Leaves the settings out, because they may hold secrets. */
    @Override
    public String toString() {
        return "FileProvider[name=" + name + ", kind=" + kind + "]";
    }
}
