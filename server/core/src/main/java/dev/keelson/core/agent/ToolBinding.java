package dev.keelson.core.agent;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A tool that an agent's model may call.
 *
 * @param name name by which the model calls it: 1 to 64 letters, digits, hyphens and underscores, unique in the agent
 * @param tool kind of tool, such as {@code http-request}
 * @param config settings of that kind; a secret stands as {@code {"secret": "<name>"}}
 * @param schemaDigest digest of the tool's input schema as it was when the definition was compiled; null in a draft
 */
public record ToolBinding(
        String name, String tool, JsonNode config, @Nullable String schemaDigest) {

    ToolBinding withSchemaDigest(String digest) {
        return new ToolBinding(name, tool, config, digest);
    }
}
