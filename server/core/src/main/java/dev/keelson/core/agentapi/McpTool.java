package dev.keelson.core.agentapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.common.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes the definition of an agent as a tool of the Model Context Protocol. */
public final class McpTool {
    /** The protocol allows 128, but the providers that a client hands its tools to allow 64. */
    private static final int MAX_NAME = 64;

    private static final int MAX_DESCRIPTION = 2_000;
    private static final int HASH_BYTES = 4;

    private McpTool() {}

    /** The same agent gives the same tool. */
    public static ObjectNode write(AgentApi api) {
        ObjectNode tool = Json.object()
                .put("name", name(api.ref()))
                .put("title", SafeText.line(api.definition().title()))
                .put("description", description(api.definition().purpose()));
        tool.set(
                "inputSchema", objectSchema("input", api.definition().contract().input()));
        tool.set(
                "outputSchema",
                objectSchema("output", api.definition().contract().output()));
        boolean answersOnly = api.definition().tools().isEmpty();
        tool.putObject("annotations")
                .put("readOnlyHint", answersOnly)
                .put("destructiveHint", !answersOnly)
                .put("idempotentHint", false)
                .put("openWorldHint", !answersOnly);
        ObjectNode meta = tool.putObject("_meta").put("dev.keelson/ref", api.ref());
        meta.put("dev.keelson/contract", api.contractLabel());
        return tool;
    }

    /** Letters, digits, hyphens and underscores: {@code triage@canary} becomes {@code triage_canary}. */
    static String name(String ref) {
        String name = ref.replace('@', '_');
        if (name.length() <= MAX_NAME) {
            return name;
        }
        String hash = HexFormat.of().formatHex(Sha256.raw(ref.getBytes(StandardCharsets.UTF_8)), 0, HASH_BYTES);
        return name.substring(0, MAX_NAME - hash.length() - 1) + "_" + hash;
    }

    /** A tool takes and gives objects: anything else becomes the one field of an object. */
    private static JsonNode objectSchema(String field, JsonNode schema) {
        if (schema.path("type").asText().equals("object")) {
            return schema;
        }
        ObjectNode wrapped = Json.object().put("type", "object").put("additionalProperties", false);
        wrapped.putArray("required").add(field);
        wrapped.putObject("properties").set(field, EmbeddedSchema.at("#/properties/" + field, schema));
        return wrapped;
    }

    private static String description(String purpose) {
        return purpose.length() <= MAX_DESCRIPTION ? purpose : purpose.substring(0, MAX_DESCRIPTION) + "...";
    }
}
