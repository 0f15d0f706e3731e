package dev.keelson.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.trace.Span;
import dev.keelson.core.trace.Trace;
import dev.keelson.core.trace.TraceSummary;
import java.util.Locale;

/** Traces and their spans as JSON. */
final class TraceJson {

    private TraceJson() {}

    static ObjectNode summary(TraceSummary trace) {
        ObjectNode json = Json.object().put("id", trace.id()).put("agent", trace.agent());
        if (trace.version() > 0) {
            json.put("version", trace.version());
        }
        OptionalFields.put(json, "alias", trace.alias());
        OptionalFields.put(json, "aliasRevision", trace.aliasRevision());
        json.put("status", trace.status().id());
        OptionalFields.put(json, "errorCode", trace.errorCode());
        json.put("startedAt", trace.startedAt().toString());
        json.put("durationMicros", trace.durationMicros());
        json.put("keyId", trace.keyId());
        OptionalFields.put(json, "target", trace.target());
        json.put("inputTokens", trace.inputTokens());
        json.put("outputTokens", trace.outputTokens());
        OptionalFields.put(json, "costNanoUsd", trace.costNanoUsd());
        return json;
    }

    static ObjectNode trace(Trace trace) {
        ObjectNode json = summary(trace.summary());
        OptionalFields.put(json, "errorMessage", trace.errorMessage());
        json.set("input", trace.input());
        OptionalFields.put(json, "output", trace.output());
        json.set("spans", PageJson.array(trace.spans(), TraceJson::span));
        return json;
    }

    private static ObjectNode span(Span span) {
        ObjectNode json = step(span);
        OptionalFields.put(json, "error", span.error());
        json.set("attributes", span.attributes());
        return json;
    }

    /** A span without error and attributes, which may hold what the caller of an agent must not see. */
    static ObjectNode step(Span span) {
        ObjectNode json = Json.object().put("id", span.id());
        OptionalFields.put(json, "parentId", span.parentId());
        json.put("name", span.name());
        json.put("kind", span.kind().name().toLowerCase(Locale.ROOT));
        json.put("startMicros", span.startMicros());
        json.put("durationMicros", span.durationMicros());
        return json.put("status", span.status().name().toLowerCase(Locale.ROOT));
    }
}
