package dev.keelson.core.providerconfig;

import dev.keelson.plugin.api.ConfigKey;
import java.util.List;

/** A kind of provider that an installed plugin brings, and the settings that it takes. */
public record ProviderKind(String name, String pluginId, List<ConfigKey> keys) {

    public ProviderKind {
        keys = List.copyOf(keys);
    }

    List<String> secretKeys() {
        return keys.stream()
                .filter(key -> key.type() == ConfigKey.Type.SECRET)
                .map(ConfigKey::name)
                .toList();
    }
}
