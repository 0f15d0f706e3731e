package dev.keelson.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.plugin.InstalledPlugin;
import java.util.Locale;

/** Plugins as JSON. */
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
}
