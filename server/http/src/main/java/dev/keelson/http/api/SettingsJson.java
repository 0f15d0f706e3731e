package dev.keelson.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentSettings;
import dev.keelson.core.agent.CheckBinding;
import dev.keelson.core.agent.Limits;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.agent.Objective;
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
        if (models.tier() == null) {
            json.set("targets", PageJson.array(models.targets(), SettingsJson::target));
        } else {
            json.put("tier", models.tier().id());
        }
        if (models.objective() != null) {
            json.set("objective", objective(models.objective()));
        }
        if (!models.providers().isEmpty()) {
            json.set("providers", PageJson.texts(models.providers()));
        }
        OptionalFields.put(json, "temperature", models.temperature());
        OptionalFields.put(json, "maxOutputTokens", models.maxOutputTokens());
        OptionalFields.put(json, "topP", models.topP());
        if (models.reasoningEffort() != null) {
            json.put("reasoningEffort", models.reasoningEffort().name().toLowerCase(Locale.ROOT));
        }
        putIfTrue(json, "webSearch", models.webSearch());
        putIfTrue(json, "hedge", models.hedge());
        return json;
    }

    private static void putIfTrue(ObjectNode json, String name, boolean value) {
        if (value) {
            json.put(name, true);
        }
    }

    private static ObjectNode target(ModelPolicy.Target target) {
        return Json.object().put("provider", target.provider()).put("model", target.model());
    }

    private static ObjectNode objective(Objective objective) {
        return Json.object()
                .put("cost", objective.cost())
                .put("latency", objective.latency())
                .put("quality", objective.quality());
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
