package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.usage.UsageScope;
import org.jspecify.annotations.Nullable;

/** Scopes of budgets and rate limits as JSON. */
final class ScopeJson {

    private ScopeJson() {}

    static UsageScope toScope(JsonNode scope) {
        return new UsageScope(
                text(scope, "agent"),
                scope.has("version") ? Integer.valueOf(scope.get("version").intValue()) : null,
                text(scope, "alias"),
                text(scope, "key"));
    }

    static ObjectNode scope(UsageScope scope) {
        ObjectNode json = Json.object();
        OptionalFields.put(json, "agent", scope.agent());
        OptionalFields.put(json, "version", scope.version());
        OptionalFields.put(json, "alias", scope.alias());
        OptionalFields.put(json, "key", scope.keyId());
        return json;
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.path(name).textValue();
    }
}
