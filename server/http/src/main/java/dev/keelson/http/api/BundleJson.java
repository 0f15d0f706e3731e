package dev.keelson.http.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentSettingsReader;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.bundle.AgentBundle;
import dev.keelson.core.bundle.ImportStep;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.spec.FieldSource;
import dev.keelson.core.spec.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Bundles of agents as JSON, in the form in which they can be sent back. */
final class BundleJson {

    private BundleJson() {}

    static ObjectNode bundle(AgentBundle bundle) {
        ObjectNode json = Json.object().put("agent", bundle.agent()).put("spec", bundle.spec());
        json.set("settings", SettingsJson.of(bundle.settings()));
        if (bundle.reading() != null) {
            json.set("reading", Json.mapper().valueToTree(bundle.reading()));
        }
        ArrayNode aliases = json.putArray("aliases");
        new TreeMap<>(bundle.aliases()).forEach((name, targets) -> aliases.add(alias(name, targets)));
        json.set("suites", PageJson.array(bundle.suites(), BundleSuiteJson::suite));
        json.set("versions", PageJson.array(bundle.versions(), BundleJson::version));
        return json;
    }

    private static ObjectNode alias(String name, List<AliasTarget> targets) {
        ObjectNode json = Json.object().put("name", name);
        json.set("targets", AliasJson.targets(targets));
        return json;
    }

    private static ObjectNode version(AgentVersion version) {
        ObjectNode json = VersionJson.version(version);
        JsonNode definition = json.remove("definition");
        json.remove("agent");
        json.put("draftRevision", version.draftRevision());
        json.set("authors", PageJson.texts(version.authors().stream().sorted().toList()));
        json.set("definition", definition);
        return json;
    }

    /** {@code agent}: the one that the path names. */
    static AgentBundle toBundle(JsonNode json, String agent, AgentSettingsReader settings) {
        if (!json.path("agent").asText().equals(agent)) {
            throw invalid("/bundle/agent", "agent", "the bundle is of another agent (expected: " + agent + ")");
        }
        return new AgentBundle(
                agent,
                json.get("spec").textValue(),
                settings.read(json.get("settings")),
                reading(json),
                versions(json.path("versions"), agent),
                aliases(json.path("aliases")),
                BundleSuiteJson.toSuites(json.path("suites"), agent));
    }

    private static @Nullable Reading reading(JsonNode json) {
        if (!json.has("reading")) {
            return null;
        }
        List<FieldSource> sources = new ArrayList<>();
        for (JsonNode source : json.get("reading").path("sources")) {
            sources.add(new FieldSource(
                    source.path("pointer").asText(),
                    source.path("sentenceId").textValue(),
                    source.path("quote").asText(),
                    source.path("accepted").booleanValue()));
        }
        return new Reading(json.get("reading").path("markdown").asText(), sources);
    }

    private static List<AgentVersion> versions(JsonNode json, String agent) {
        List<AgentVersion> versions = new ArrayList<>();
        for (JsonNode each : json) {
            Set<String> authors = new HashSet<>();
            each.path("authors").forEach(author -> authors.add(author.asText()));
            versions.add(new AgentVersion(
                    agent,
                    each.get("number").intValue(),
                    each.get("digest").textValue(),
                    each.get("contractDigest").textValue(),
                    each.get("contractVersion").textValue(),
                    definition(each.get("definition"), "/bundle/versions/" + versions.size() + "/definition"),
                    Instant.parse(each.get("publishedAt").textValue()),
                    each.get("publishedBy").textValue(),
                    each.path("note").asText(""),
                    each.path("draftRevision").asLong(0),
                    authors));
        }
        return versions;
    }

    private static AgentDefinition definition(JsonNode json, String pointer) {
        try {
            return Json.mapper().treeToValue(json, AgentDefinition.class);
        } catch (JsonProcessingException | IllegalArgumentException broken) {
            throw invalid(pointer, "definition", "not a definition of this server's form");
        }
    }

    private static Map<String, List<AliasTarget>> aliases(JsonNode json) {
        Map<String, List<AliasTarget>> aliases = new HashMap<>();
        for (JsonNode alias : json) {
            aliases.put(alias.get("name").textValue(), AliasJson.targets(alias));
        }
        return aliases;
    }

    static ObjectNode outcome(List<ImportStep> steps, boolean dryRun) {
        ObjectNode json = Json.object().put("dryRun", dryRun);
        json.set(
                "steps",
                PageJson.array(
                        steps,
                        step -> Json.object()
                                .put("kind", step.kind())
                                .put("name", step.name())
                                .put("action", step.action().id())
                                .put("detail", step.detail())));
        return json;
    }

    private static KeelsonException invalid(String pointer, String rule, String message) {
        return new KeelsonException(ErrorCode.REQUEST_INVALID, message, List.of(Violation.at(pointer, rule, message)));
    }
}
