package dev.keelson.pluginhost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.providerconfig.ProviderSetup;
import dev.keelson.core.secret.NamedSecret;
import dev.keelson.core.secret.SecretSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider as an operator configured it.
 *
 * @param name how agents refer to it, such as {@code local}
 * @param kind name of the provider factory that makes it
 * @param settings JSON object for that factory; a secret is plain text or {@code {"secret": "<name>"}}
 * @param stored what is known only of a provider from the store; null for one of the configuration file
 */
public record ProviderConfiguration(
        String name,
        String kind,
        JsonNode settings,
        @Nullable Stored stored) {
    /** No named secret of the configuration file can have this in its name. */
    private static final String OWN = "stored:";

    public ProviderConfiguration {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(settings, "settings");
    }

    /** A provider of the configuration file. */
    public ProviderConfiguration(String name, String kind, JsonNode settings) {
        this(name, kind, settings, null);
    }

    /**
     * A provider's part from the store.
     *
     * @param state changes with every change of the provider
     * @param secrets by the name that the settings call them
     * @param problem why it can't be used; null when nothing is known to be wrong
     */
    public record Stored(
            String state,
            Map<String, NamedSecret> secrets,
            @Nullable String problem) {

        public Stored {
            secrets = Map.copyOf(secrets);
        }
    }

    /** The settings refer to the secrets by names, so that these are given out towards their origin only. */
    static ProviderConfiguration of(ProviderSetup setup) {
        ObjectNode settings = Json.object();
        setup.settings().properties().forEach(entry -> settings.set(entry.getKey(), entry.getValue()));
        Map<String, NamedSecret> secrets = new HashMap<>();
        setup.secrets().forEach((setting, secret) -> {
            settings.set(setting, Json.object().put("secret", OWN + setting));
            secrets.put(OWN + setting, secret);
        });
        var stored = new Stored(setup.state(), secrets, setup.problem());
        return new ProviderConfiguration(setup.name(), setup.kind(), settings, stored);
    }

    boolean isSameAs(@Nullable ProviderConfiguration other) {
        return other != null
                && name.equals(other.name)
                && stored != null
                && other.stored != null
                && stored.state.equals(other.stored.state);
    }

    /** The provider's own secrets, then those of the configuration file. */
    SecretSource secretsOr(SecretSource named) {
        Map<String, NamedSecret> own = stored == null ? Map.of() : stored.secrets;
        return wanted -> own.containsKey(wanted) ? Optional.ofNullable(own.get(wanted)) : named.find(wanted);
    }

    /** Leaves the settings out, because they may hold secrets. */
    @Override
    public String toString() {
        return "ProviderConfiguration[name=" + name + ", kind=" + kind + "]";
    }
}
