package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.access.Principal;
import dev.keelson.core.common.Json;
import dev.keelson.core.usage.EditRateLimitUseCase;
import dev.keelson.core.usage.RateLimit;
import org.jspecify.annotations.Nullable;

/** Rate limits as JSON. */
final class RateLimitJson {

    private RateLimitJson() {}

    static EditRateLimitUseCase.Input toInput(Principal by, String name, JsonNode body) {
        return new EditRateLimitUseCase.Input(
                by,
                name,
                ScopeJson.toScope(body.path("scope")),
                rate(body, "requestsPerMinute"),
                rate(body, "tokensPerMinute"));
    }

    static ObjectNode limit(RateLimit limit) {
        ObjectNode json = Json.object().put("name", limit.name());
        json.set("scope", ScopeJson.scope(limit.scope()));
        OptionalFields.put(json, "requestsPerMinute", limit.requestsPerMinute());
        OptionalFields.put(json, "tokensPerMinute", limit.tokensPerMinute());
        return json.put("revision", limit.revision())
                .put("changedAt", limit.changedAt().toString())
                .put("changedBy", limit.changedBy());
    }

    private static @Nullable Long rate(JsonNode body, String name) {
        return body.has(name) ? Long.valueOf(body.get(name).longValue()) : null;
    }
}
