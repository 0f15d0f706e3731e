package dev.keelson.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentSettings;
import dev.keelson.core.agent.CheckBinding;
import dev.keelson.core.agent.Limits;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.agent.ToolBinding;
import dev.keelson.core.common.Json;
import java.util.Locale;

/** The settings of a draft as JSON, in the form in which they can be sent back. */
final class SettingsJson {

    private SettingsJson() {}

    static ObjectNode of(AgentSettings settings) {
        ObjectNode json = Json.object();
        json.set("models", models(settings.models()));
        json.set("tools", PageJson.array(settings.tools(), SettingsJson::tool));
        json.set("checks", PageJson.array(settings.checks(), SettingsJson::check));
        json.set("limits", limits(settings.limits()));
        return json;
    }

    private static ObjectNode models(ModelPolicy models) {
        ObjectNode json = Json.object();
        json.set(
                "targets",
                PageJson.array(
                        models.targets(),
                        target ->
                                Json.object().put("provider", target.provider()).put("model", target.model())));
        OptionalFields.put(json, "temperature", models.temperature());
        OptionalFields.put(json, "maxOutputTokens", models.maxOutputTokens());
        return json;
    }

    private static ObjectNode tool(ToolBinding tool) {
        ObjectNode json = Json.object().put("name", tool.name()).put("tool", tool.tool());
        json.set("config", tool.config());
        return json;
    }

    private static ObjectNode check(CheckBinding check) {
        ObjectNode json = Json.object().put("name", check.name()).put("evaluator", check.evaluator());
        json.set("config", check.config());
        return json.put("onFailure", check.onFailure().name().toLowerCase(Locale.ROOT));
    }

    private static ObjectNode limits(Limits limits) {
        return Json.object()
                .put("timeoutMs", limits.timeoutMs())
                .put("maxModelCalls", limits.maxModelCalls())
                .put("maxToolCalls", limits.maxToolCalls())
                .put("maxRepairs", limits.maxRepairs());
    }
}
