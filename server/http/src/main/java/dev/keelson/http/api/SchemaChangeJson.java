package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.compatibility.ContractChange;
import dev.keelson.core.compatibility.ContractComparison;
import dev.keelson.core.compatibility.CounterExample;
import dev.keelson.core.schemachange.AffectedConsumers.Consumer;
import dev.keelson.core.schemachange.Impact;
import dev.keelson.core.schemachange.SchemaChange;
import dev.keelson.core.schemachange.SchemaChange.Decision;
import dev.keelson.core.schemachange.Standing;
import java.util.TreeSet;

/** Schema changes as JSON. */
final class SchemaChangeJson {

    private SchemaChangeJson() {}

    static String path(SchemaChange change) {
        return "/v1/schema-changes/" + change.id();
    }

    /** What a refused move tells of the change that would let it pass. */
    static ObjectNode reference(SchemaChange change) {
        return Json.object()
                .put("id", change.id())
                .put("path", path(change))
                .put("state", change.state().id());
    }

    static ObjectNode standing(Standing standing) {
        return change(standing.change()).put("applied", standing.applied());
    }

    static ObjectNode change(SchemaChange change) {
        SchemaChange.Proposal proposal = change.proposal();
        ObjectNode json = Json.object()
                .put("id", change.id())
                .put("agent", proposal.agent())
                .put("alias", proposal.alias())
                .put("state", change.state().id());
        json.set("targets", AliasJson.targets(proposal.targets()));
        json.set("base", base(proposal.base()));
        putImpact(json, change.impact());
        json.put("digest", change.digest());
        json.set("authors", PageJson.texts(new TreeSet<>(proposal.authors())));
        json.put("proposedBy", proposal.proposedBy())
                .put("proposedAt", proposal.proposedAt().toString())
                .put("reason", proposal.reason())
                .put("expiresAt", proposal.expiresAt().toString());
        Decision decision = change.decision();
        OptionalFields.put(json, "decision", decision == null ? null : decision(decision));
        return json.put("revision", change.revision());
    }

    private static ObjectNode base(SchemaChange.Base base) {
        ObjectNode json = Json.object().put("revision", base.revision());
        json.set("targets", AliasJson.targets(base.targets()));
        return json;
    }

    private static void putImpact(ObjectNode json, Impact impact) {
        ContractComparison comparison = impact.comparison();
        json.put("verdict", comparison.verdict().id());
        json.set("changes", PageJson.array(comparison.changes(), SchemaChangeJson::contractChange));
        CounterExample example = comparison.counterExample();
        OptionalFields.put(json, "counterExample", example == null ? null : counterExample(example));
        json.set(
                "traffic",
                Json.object()
                        .put("inspected", impact.traffic().inspected())
                        .put("refused", impact.traffic().refused()));
        json.set("consumers", PageJson.array(impact.consumers(), SchemaChangeJson::consumer));
    }

    private static ObjectNode contractChange(ContractChange change) {
        return Json.object()
                .put("direction", change.direction().id())
                .put("pointer", change.pointer())
                .put("class", change.changeClass().id())
                .put("rule", change.rule())
                .put("reason", change.reason());
    }

    private static ObjectNode counterExample(CounterExample example) {
        ObjectNode json = Json.object().put("direction", example.direction().id());
        json.set("instance", example.instance());
        json.set("violations", PageJson.array(example.violations(), ProblemJson::violation));
        return json;
    }

    private static JsonNode consumer(Consumer consumer) {
        ObjectNode json = Json.object()
                .put("key", consumer.keyId())
                .put("name", consumer.name())
                .put("owner", consumer.owner())
                .put("calls", consumer.calls());
        OptionalFields.put(json, "lastCallAt", consumer.lastCallAt());
        return json.put("evidence", consumer.evidence());
    }

    private static ObjectNode decision(Decision decision) {
        return Json.object()
                .put("by", decision.by())
                .put("owner", decision.owner())
                .put("at", decision.at().toString())
                .put("reason", decision.reason())
                .put("selfApproved", decision.selfApproved());
    }
}
