package dev.keelson.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.plugin.InstalledPlugin;
import dev.keelson.core.provider.ConfiguredProvider;
import java.util.Locale;

/** Plugins and configured providers as JSON. */
final class PluginJson {

    private PluginJson() {}

    static ObjectNode plugin(InstalledPlugin plugin) {
        ObjectNode json = Json.object().put("id", plugin.id());
        OptionalFields.put(json, "version", plugin.version());
        OptionalFields.put(json, "provider", plugin.provider());
        json.put("state", plugin.state().name().toLowerCase(Locale.ROOT));
        OptionalFields.put(json, "reason", plugin.reason());
        json.put("file", plugin.file());
        json.put("sha256", plugin.sha256());
        json.set(
                "extensions",
                PageJson.array(
                        plugin.extensions(),
                        extension -> Json.object().put("type", extension.type()).put("name", extension.name())));
        return json;
    }

    static ObjectNode provider(ConfiguredProvider provider) {
        ObjectNode json = Json.object().put("name", provider.name()).put("kind", provider.kind());
        OptionalFields.put(json, "pluginId", provider.pluginId());
        OptionalFields.put(json, "pluginVersion", provider.pluginVersion());
        json.set(
                "capabilities",
                PageJson.texts(provider.capabilities().stream()
                        .sorted()
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .toList()));
        json.set("models", PageJson.texts(provider.models()));
        OptionalFields.put(json, "problem", provider.problem());
        return json;
    }
}
