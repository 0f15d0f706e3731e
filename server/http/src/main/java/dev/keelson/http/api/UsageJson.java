package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.usage.UsageGroup;
import dev.keelson.core.usage.UsageQueries;
import dev.keelson.core.usage.UsageSum;
import dev.keelson.core.usage.Usd;

/** Sums of usage as JSON. */
final class UsageJson {

    private UsageJson() {}

    static JsonNode report(UsageQueries.Report report) {
        ObjectNode json = Json.object()
                .put("from", report.from().toString())
                .put("to", report.to().toString())
                .put("groupBy", report.groupBy().id());
        json.set("items", PageJson.array(report.groups(), group -> group(report, group)));
        json.put("truncated", report.truncated());
        json.set("total", sum(report.total()));
        return json;
    }

    private static ObjectNode group(UsageQueries.Report report, UsageGroup group) {
        ObjectNode json = Json.object().put(report.groupBy().id(), group.name());
        return json.setAll(sum(group.sum()));
    }

    private static ObjectNode sum(UsageSum sum) {
        return Json.object()
                .put("calls", sum.calls())
                .put("inputTokens", sum.inputTokens())
                .put("cachedInputTokens", sum.cachedInputTokens())
                .put("outputTokens", sum.outputTokens())
                .put("costUsd", Usd.text(sum.costNanoUsd()))
                .put("unpricedCalls", sum.unpricedCalls());
    }
}
