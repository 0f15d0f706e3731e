package dev.keelson.core.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Reads the settings of a draft from JSON and fills in what the author left out. */
public final class AgentSettingsReader {
    private static final JsonNode SCHEMA = loadSchema();
    private static final CompiledSchema COMPILED = CompiledSchema.of(SCHEMA);

    private final ModelPolicy defaultModels;

    /** {@code defaultModels}: for drafts that name none. */
    public AgentSettingsReader(ModelPolicy defaultModels) {
        this.defaultModels = defaultModels;
    }

    /** The JSON Schema of the settings. */
    public static JsonNode schema() {
        return SCHEMA;
    }

    /** Throws {@link ErrorCode#DEFINITION_INVALID} with every violation. */
    public AgentSettings read(JsonNode json) {
        List<Violation> violations = COMPILED.validate(json);
        if (!violations.isEmpty()) {
            throw new KeelsonException(ErrorCode.DEFINITION_INVALID, "the settings break their schema", violations);
        }
        ObjectNode filled = Json.object();
        filled.set(
                "models",
                json.has("models")
                        ? modelsWithDefaults(json.get("models"))
                        : Json.mapper().valueToTree(defaultModels));
        filled.set(
                "tools", json.has("tools") ? json.get("tools") : Json.mapper().createArrayNode());
        filled.set("checks", checksWithDefaults(json.path("checks")));
        ObjectNode limits = Json.mapper().valueToTree(Limits.DEFAULT);
        json.path("limits").properties().forEach(entry -> limits.set(entry.getKey(), entry.getValue()));
        filled.set("limits", limits);
        return convert(filled);
    }

    private static JsonNode modelsWithDefaults(JsonNode models) {
        ObjectNode filled = models.deepCopy();
        JsonNode objective = filled.path("objective");
        if (objective.isTextual()) {
            filled.set("objective", Json.mapper().valueToTree(Objective.NAMED.get(objective.asText())));
        }
        if (objective.isObject()) {
            ObjectNode weights = Json.object().put("cost", 0).put("latency", 0).put("quality", 0);
            filled.set("objective", weights.setAll((ObjectNode) objective));
        }
        return filled;
    }

    private static JsonNode checksWithDefaults(JsonNode checks) {
        var filled = Json.mapper().createArrayNode();
        for (JsonNode check : checks) {
            ObjectNode copy = check.deepCopy();
            if (!copy.has("onFailure")) {
                copy.put("onFailure", "record");
            }
            filled.add(copy);
        }
        return filled;
    }

    private static AgentSettings convert(JsonNode filled) {
        try {
            return Json.mapper().treeToValue(filled, AgentSettings.class);
        } catch (JsonProcessingException schemaIsTooWide) {
            throw new UncheckedIOException(schemaIsTooWide);
        }
    }

    private static JsonNode loadSchema() {
        try (InputStream in = AgentSettingsReader.class.getResourceAsStream("agent-settings.schema.json")) {
            return Json.parse(
                    Objects.requireNonNull(in, "agent-settings.schema.json").readAllBytes());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
