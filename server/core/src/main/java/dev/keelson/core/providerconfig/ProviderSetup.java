package dev.keelson.core.providerconfig;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.secret.NamedSecret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored provider, ready to be put in force.
 *
 * @param state changes with every change of the provider
 * @param secrets opened, by setting, each bound to its origin
 * @param problem why it can't be used; null when nothing is known to be wrong
 */
public record ProviderSetup(
        String name,
        String kind,
        JsonNode settings,
        String state,
        Map<String, NamedSecret> secrets,
        @Nullable String problem) {

    public ProviderSetup {
        settings = settings.deepCopy();
        secrets = Map.copyOf(secrets);
    }
}
