package dev.keelson.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import java.util.List;

/** Readiness as JSON. */
final class HealthJson {

    private HealthJson() {}

    static ObjectNode readiness(boolean ready, List<Readiness.Part> parts) {
        ObjectNode json = Json.object().put("status", ready ? "ready" : "not ready");
        json.set(
                "parts",
                PageJson.array(
                        parts, part -> Json.object().put("name", part.name()).put("ready", part.ready())));
        return json;
    }
}
