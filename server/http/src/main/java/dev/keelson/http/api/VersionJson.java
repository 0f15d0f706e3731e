package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.VersionDiff;
import dev.keelson.core.agent.VersionSummary;
import dev.keelson.core.common.Json;

/** Versions as JSON. */
final class VersionJson {

    private VersionJson() {}

    static ObjectNode summary(VersionSummary version) {
        return Json.object()
                .put("agent", version.agent())
                .put("number", version.number())
                .put("digest", version.digest())
                .put("contractDigest", version.contractDigest())
                .put("contractVersion", version.contractVersion())
                .put("publishedAt", version.publishedAt().toString())
                .put("publishedBy", version.publishedBy())
                .put("note", version.note());
    }

    /** The definition is exactly what the digest covers, so that a reader can check it. */
    static ObjectNode version(AgentVersion version) {
        ObjectNode json = summary(new VersionSummary(
                version.agent(),
                version.number(),
                version.digest(),
                version.contractDigest(),
                version.contractVersion(),
                version.publishedAt(),
                version.publishedBy(),
                version.note()));
        json.set("definition", Json.mapper().valueToTree(version.definition()));
        return json;
    }

    static JsonNode diff(VersionDiff diff) {
        return Json.mapper().valueToTree(diff);
    }
}
