package dev.keelson.adminui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentSettings;
import dev.keelson.core.common.Json;
import java.util.Iterator;

/** The settings of a draft as an author edits them: JSON without what Keelson fills in itself. */
final class SettingsText {

    private SettingsText() {}

    static String of(AgentSettings settings) {
        ObjectNode json = Json.mapper().valueToTree(settings);
        json.path("tools").forEach(tool -> ((ObjectNode) tool).remove("schemaDigest"));
        dropNulls(json.path("models"));
        return new Format().json(json);
    }

    private static void dropNulls(JsonNode object) {
        for (Iterator<JsonNode> values = object.iterator(); values.hasNext(); ) {
            if (values.next().isNull()) {
                values.remove();
            }
        }
    }
}
