package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentSettingsReader;
import dev.keelson.core.agent.AgentSummary;
import dev.keelson.core.agent.CreateAgentUseCase;
import dev.keelson.core.agent.Draft;
import dev.keelson.core.agent.EditDraftUseCase;
import dev.keelson.core.common.Json;
import dev.keelson.core.spec.Example;

/** Agents and drafts as JSON. */
final class AgentJson {

    private AgentJson() {}

    static CreateAgentUseCase.Input toCreate(JsonNode body, Principal by, AgentSettingsReader settings) {
        JsonNode given = body.has("settings") ? body.get("settings") : Json.object();
        return new CreateAgentUseCase.Input(
                by, body.get("name").textValue(), body.get("spec").textValue(), settings.read(given));
    }

    static EditDraftUseCase.Input toEdit(JsonNode body, Edited edited, AgentSettingsReader settings) {
        return new EditDraftUseCase.Input(
                edited.by(),
                edited.agent(),
                edited.revision(),
                body.has("spec") ? body.get("spec").textValue() : null,
                body.has("settings") ? settings.read(body.get("settings")) : null);
    }

    /** Whose draft is edited, by whom, in which revision. */
    record Edited(Principal by, String agent, int revision) {}

    static ObjectNode summary(AgentSummary agent) {
        return Json.object()
                .put("name", agent.name())
                .put("title", agent.title())
                .put("createdAt", agent.createdAt().toString())
                .put("createdBy", agent.createdBy())
                .put("draftRevision", agent.draftRevision())
                .put("draftUpdatedAt", agent.draftUpdatedAt().toString());
    }

    static ObjectNode agent(Agent agent) {
        ObjectNode json = Json.object()
                .put("name", agent.name())
                .put("createdAt", agent.createdAt().toString())
                .put("createdBy", agent.createdBy());
        json.set("draft", draft(agent.draft()));
        return json;
    }

    static ObjectNode draft(Draft draft) {
        ObjectNode json = Json.object()
                .put("revision", draft.revision())
                .put("updatedAt", draft.updatedAt().toString())
                .put("updatedBy", draft.updatedBy())
                .put("spec", draft.spec());
        json.set("settings", SettingsJson.of(draft.settings()));
        json.put("compiled", !draft.waitsForCompilation());
        return draft.waitsForCompilation() ? json : putDefinition(json, draft.compiled());
    }

    private static ObjectNode putDefinition(ObjectNode json, AgentDefinition definition) {
        json.put("title", definition.title());
        json.put("purpose", definition.purpose());
        json.set(
                "rules",
                PageJson.array(
                        definition.rules(),
                        rule -> Json.object().put("id", rule.id()).put("text", rule.text())));
        json.set("examples", PageJson.array(definition.examples(), AgentJson::example));
        json.put("instructions", definition.instructions());
        json.put("contractDigest", definition.contract().digest());
        ObjectNode contract = json.putObject("contract");
        contract.set("input", definition.contract().input());
        contract.set("output", definition.contract().output());
        return json;
    }

    private static ObjectNode example(Example example) {
        ObjectNode json = Json.object().put("title", example.title());
        json.set("input", example.input());
        json.set("output", example.output());
        return json;
    }
}
