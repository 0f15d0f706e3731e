package dev.keelson.core.providerconfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.plugin.api.ConfigKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds what may be shown of settings, from an allow-list: a setting that no plugin declares as harmless stays out. */
final class ShownSettings {
    private final ProviderKinds kinds;

    ShownSettings(ProviderKinds kinds) {
        this.kinds = kinds;
    }

    ObjectNode of(StoredProvider provider) {
        ObjectNode shown = Json.object();
        for (ConfigKey key : keys(provider.kind())) {
            StoredSecret secret = provider.secrets().get(key.name());
            JsonNode value = provider.settings().path(key.name());
            if (secret != null) {
                shown.set(
                        key.name(),
                        set(secret.origin()).put("updatedAt", secret.updatedAt().toString()));
            } else if (!value.isMissingNode()) {
                shown.set(key.name(), value);
            }
        }
        return shown;
    }

    ObjectNode of(FileProvider provider) {
        ObjectNode shown = Json.object();
        String origin = origin(provider);
        for (ConfigKey key : keys(provider.kind())) {
            JsonNode value = provider.settings().path(key.name());
            if (value.isMissingNode()) {
                continue;
            }
            boolean reference = value.isObject() && value.size() == 1 && value.has("secret");
            boolean secret = key.type() == ConfigKey.Type.SECRET && !reference;
            shown.set(key.name(), secret || provider.hidden().contains(key.name()) ? set(origin) : value);
        }
        return shown;
    }

    private List<ConfigKey> keys(String kind) {
        return kinds.find(kind).map(ProviderKind::keys).orElse(List.of());
    }

    private @Nullable String origin(FileProvider provider) {
        if (kinds.find(provider.kind()).isEmpty()) {
            return null;
        }
        List<String> origins = kinds.check(provider.kind(), provider.settings()).origins();
        return origins.size() == 1 ? origins.get(0) : null;
    }

    private static ObjectNode set(@Nullable String origin) {
        ObjectNode json = Json.object().put("set", true);
        return origin == null ? json : json.put("origin", origin);
    }
}
