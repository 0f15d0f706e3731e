package dev.keelson.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import java.util.List;

/** Readiness as JSON. */
final class HealthJson {

    private HealthJson() {}

    static ObjectNode readiness(boolean ready, List<Readiness.Part> parts) {
        boolean whole = parts.stream().allMatch(Readiness.Part::ready);
        String able = whole ? "ready" : "degraded";
        ObjectNode json = Json.object().put("status", ready ? able : "not ready");
        json.set(
                "parts",
                PageJson.array(
                        parts, part -> Json.object().put("name", part.name()).put("ready", part.ready())));
        return json;
    }
}
