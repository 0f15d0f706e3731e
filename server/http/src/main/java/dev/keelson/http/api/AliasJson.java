package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.agent.RemapAliasUseCase;
import dev.keelson.core.agent.RollBackAliasUseCase;
import dev.keelson.core.common.Json;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Aliases as JSON. */
final class AliasJson {

    private AliasJson() {}

    /** Which alias is moved, by whom, from which revision; null goes by what is there. */
    record Moved(
            Principal by,
            String agent,
            String alias,
            @Nullable Integer expectedRevision) {}

    static RemapAliasUseCase.Input toRemap(JsonNode body, Moved moved) {
        return new RemapAliasUseCase.Input(
                moved.by(),
                moved.agent(),
                moved.alias(),
                targets(body),
                moved.expectedRevision(),
                body.path("reason").asText(""));
    }

    static RollBackAliasUseCase.Input toRollBack(JsonNode body, Moved moved) {
        return new RollBackAliasUseCase.Input(
                moved.by(),
                moved.agent(),
                moved.alias(),
                moved.expectedRevision(),
                body.path("reason").asText(""));
    }

    static ObjectNode alias(Alias alias) {
        ObjectNode json = Json.object().put("agent", alias.agent()).put("name", alias.name());
        json.set("targets", targets(alias.targets()));
        json.put("revision", alias.revision());
        json.put("action", alias.action().id());
        OptionalFields.put(json, "restores", alias.restores());
        OptionalFields.put(json, "schemaChange", alias.schemaChange());
        return json.put("movedAt", alias.movedAt().toString())
                .put("movedBy", alias.movedBy())
                .put("reason", alias.reason());
    }

    static JsonNode targets(List<AliasTarget> targets) {
        return PageJson.array(
                targets,
                target -> Json.object().put("version", target.version()).put("weight", target.weight()));
    }

    static List<AliasTarget> targets(JsonNode body) {
        if (body.has("version")) {
            return List.of(new AliasTarget(body.get("version").intValue(), 1));
        }
        return StreamSupport.stream(body.get("targets").spliterator(), false)
                .map(target -> new AliasTarget(
                        target.get("version").intValue(), target.path("weight").asInt(1)))
                .toList();
    }
}
