package dev.keelson.core.agentapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.common.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A generated text about one version of an agent.
 *
 * @param digest {@code sha256:<hex>} of the text's UTF-8 bytes
 * @param contractVersion {@code major.minor}
 */
public record ApiDocument(String text, String digest, int version, String contractVersion) {

    static ApiDocument of(AgentApi api, JsonNode json) {
        return of(api, Json.text(json));
    }

    static ApiDocument of(AgentApi api, String text) {
        return new ApiDocument(
                text,
                Sha256.of(text.getBytes(StandardCharsets.UTF_8)),
                Objects.requireNonNull(api.version(), "version"),
                Objects.requireNonNull(api.contractVersion(), "contractVersion"));
    }
}
