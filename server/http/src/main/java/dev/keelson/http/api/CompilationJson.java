package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.Compilation;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessOutcome;
import dev.keelson.core.compilation.ProcessRecord;
import java.util.Map;
import java.util.Optional;

/** Compilations as JSON. */
final class CompilationJson {

    private CompilationJson() {}

    static String path(Compilation compilation) {
        return "/v1/agents/" + compilation.agent() + "/compilations/" + compilation.id();
    }

    /** What the answer to a change of a draft says about the compilation that it started. */
    static ObjectNode started(Optional<Compilation> started) {
        return started.map(each -> Json.object()
                        .put("id", each.id())
                        .put("state", each.state().id()))
                .orElseGet(() -> Json.object().put("state", "not-started"));
    }

    /** Without its processes. */
    static ObjectNode summary(Compilation compilation) {
        ObjectNode json = Json.object()
                .put("id", compilation.id())
                .put("agent", compilation.agent())
                .put("state", compilation.state().id())
                .put("draftRevision", compilation.order().draftRevision())
                .put("schemaChange", compilation.order().schemaChangeWanted())
                .put("requestedBy", compilation.order().by().keyId())
                .put("startedAt", compilation.startedAt().toString())
                .put("costNanoUsd", compilation.costNanoUsd())
                .put("revision", compilation.revision());
        if (compilation.endedAt() != null) {
            json.put("endedAt", compilation.endedAt().toString());
        }
        json.putObject("progress")
                .put(
                        "ended",
                        compilation.processes().values().stream()
                                .filter(each -> each.state().ended())
                                .count())
                .put("total", compilation.processes().size());
        return json;
    }

    static ObjectNode compilation(Compilation compilation, Map<ProcessName, JsonNode> results) {
        ObjectNode json = summary(compilation);
        ArrayNode processes = json.putArray("processes");
        compilation
                .processes()
                .values()
                .forEach(each -> processes.add(process(each, Optional.ofNullable(results.get(each.name())))));
        return json;
    }

    static ObjectNode process(ProcessRecord record, Optional<JsonNode> result) {
        ObjectNode json = Json.object()
                .put("name", record.name().id())
                .put("purpose", record.name().purpose())
                .put("state", record.state().id())
                .put("attempts", record.attempts());
        if (record.startedAt() != null) {
            json.put("startedAt", record.startedAt().toString());
        }
        ProcessOutcome outcome = record.outcome();
        if (outcome != null && record.state().ended()) {
            putOutcome(json, outcome);
        }
        result.ifPresent(each -> json.set("result", each));
        return json;
    }

    private static void putOutcome(ObjectNode json, ProcessOutcome outcome) {
        json.put("summary", outcome.summary())
                .put("method", outcome.method())
                .put("tookMillis", outcome.tookMillis())
                .put("costNanoUsd", outcome.costNanoUsd());
        json.set("executionIds", PageJson.texts(outcome.executionIds()));
        if (!outcome.inputHash().isEmpty()) {
            json.put("inputHash", outcome.inputHash());
        }
        OptionalFields.put(json, "reusedFrom", outcome.reusedFrom());
        OptionalFields.put(json, "blockedBy", outcome.blockedBy());
    }
}
