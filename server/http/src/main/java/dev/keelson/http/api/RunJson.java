package dev.keelson.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.Deprecation;
import dev.keelson.core.common.Json;
import dev.keelson.core.execution.ExecutionEvent;
import dev.keelson.core.execution.ExecutionResult;
import dev.keelson.http.Answer;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an execution tells its caller besides the output: in headers, so that the body is exactly the output. */
final class RunJson {
    static final CharSequence EXECUTION_ID = HttpHeaders.createOptimized("Keelson-Execution-Id");
    static final CharSequence VERSION = HttpHeaders.createOptimized("Keelson-Version");
    static final CharSequence CONTRACT = HttpHeaders.createOptimized("Keelson-Contract");
    private static final CharSequence ALIAS = HttpHeaders.createOptimized("Keelson-Alias");
    private static final CharSequence MODEL = HttpHeaders.createOptimized("Keelson-Model");
    private static final CharSequence COST = HttpHeaders.createOptimized("Keelson-Cost");
    static final CharSequence LINK = HttpHeaders.createOptimized("Link");
    private static final CharSequence REPLAYED = HttpHeaders.createOptimized("Idempotency-Replayed");
    private static final CharSequence TRUE = HttpHeaders.createOptimized("true");
    private static final int MOST_HEADERS = 10;

    private RunJson() {}

    static List<Answer.Header> executionHeaders(String executionId) {
        return List.of(new Answer.Header(EXECUTION_ID, executionId), new Answer.Header(LINK, describedBy(executionId)));
    }

    static List<Answer.Header> startHeaders(ExecutionEvent.Started event) {
        return startHeaders(event.executionId(), event.agent(), event.deprecation());
    }

    private static List<Answer.Header> startHeaders(String executionId, String agent, @Nullable Deprecation notice) {
        return notice == null
                ? executionHeaders(executionId)
                : DeprecationHeaders.of(executionId, describedBy(executionId), agent, notice);
    }

    private static String describedBy(String executionId) {
        return "</v1/traces/" + executionId + ">; rel=\"describedby\"";
    }

    static List<Answer.Header> headers(ExecutionResult result) {
        List<Answer.Header> headers = new ArrayList<>(MOST_HEADERS);
        headers.addAll(startHeaders(result.executionId(), result.agent(), result.deprecation()));
        headers.add(new Answer.Header(VERSION, Integer.toString(result.version())));
        if (result.contractVersion() != null) {
            headers.add(new Answer.Header(CONTRACT, result.contractVersion()));
        }
        if (result.alias() != null) {
            headers.add(new Answer.Header(ALIAS, result.alias()));
        }
        headers.add(Answer.Header.ofText(MODEL, result.target()));
        Long cost = result.costNanoUsd();
        headers.add(new Answer.Header(COST, cost == null ? "unknown" : Long.toString(cost)));
        if (result.replayed()) {
            headers.add(new Answer.Header(REPLAYED, TRUE));
        }
        return headers;
    }

    static ObjectNode started(ExecutionEvent.Started event) {
        return Json.object()
                .put("executionId", event.executionId())
                .put("agent", event.agent())
                .put("version", event.version());
    }

    static ObjectNode delta(ExecutionEvent.OutputDelta event) {
        return Json.object().put("text", event.text());
    }
}
