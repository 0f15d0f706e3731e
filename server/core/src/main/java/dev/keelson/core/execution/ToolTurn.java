package dev.keelson.core.execution;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.execution.CompiledVersion.BoundTool;
import dev.keelson.core.trace.Span;
import dev.keelson.core.trace.TraceRecorder.OpenSpan;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.api.tool.ToolInvocation;
import dev.keelson.plugin.api.tool.ToolResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Runs the tool calls of one model answer side by side. What the model can mend (an unknown tool, wrong arguments, a
 * failure that the called system reports) goes back to the model; anything else ends the execution.
 */
final class ToolTurn {
    private static final int MAX_RESULT = 64 * 1024;

    private final RunningExecution execution;

    ToolTurn(RunningExecution execution) {
        this.execution = execution;
    }

    /** One message for each call, in order. Fails with {@link ErrorCode#TOOL_FAILED} or a limit's code. */
    Future<List<Message>> run(List<ToolCall> calls) {
        execution.countToolCalls(calls.size());
        List<Future<Message>> results = calls.stream().map(this::run).toList();
        return Future.all(results)
                .map(all -> results.stream().map(Future::result).toList());
    }

    private Future<Message> run(ToolCall call) {
        OpenSpan span = execution.startSpan("execute_tool " + call.name(), Span.Kind.CLIENT);
        span.attributes().put("gen_ai.operation.name", "execute_tool");
        span.attributes().put("gen_ai.tool.name", call.name());
        span.attributes().put("gen_ai.tool.call.id", call.id());
        span.text("gen_ai.tool.call.arguments", call.arguments());
        return invoke(call)
                .onSuccess(result -> ended(span, result))
                .onFailure(failure -> span.fail(failure.getMessage()))
                .map(result -> Message.tool(call.id(), cut(result.content())))
                .recover(failure -> Future.failedFuture(translate(call, failure)));
    }

    private Future<ToolResult> invoke(ToolCall call) {
        BoundTool tool = execution.compiled().tools().get(call.name());
        if (tool == null) {
            return Future.succeededFuture(ToolResult.error("there is no tool named " + call.name() + "; tools: "
                    + String.join(", ", execution.compiled().tools().keySet())));
        }
        JsonNode arguments;
        try {
            arguments = call.arguments().isBlank() ? Json.object() : Json.parse(call.arguments());
        } catch (KeelsonException malformed) {
            return Future.succeededFuture(ToolResult.error("the arguments are not JSON: " + malformed.text()));
        }
        List<Violation> violations = tool.arguments().validate(arguments);
        if (!violations.isEmpty()) {
            return Future.succeededFuture(
                    ToolResult.error("the arguments break the tool's schema: " + list(violations)));
        }
        Map<String, Object> values = Json.mapper().convertValue(arguments, new TypeReference<>() {});
        var remaining = execution.deadline().remaining();
        return tool.client()
                .invoke(new ToolInvocation(values, execution.id(), remaining))
                .timeout(remaining.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void ended(OpenSpan span, ToolResult result) {
        span.text("gen_ai.tool.call.result", result.content());
        if (result.isError()) {
            span.fail("the tool reported an error");
        } else {
            span.succeed();
        }
    }

    private KeelsonException translate(ToolCall call, Throwable failure) {
        if (failure instanceof TimeoutException) {
            return execution.deadlineExceeded();
        }
        return new KeelsonException(
                ErrorCode.TOOL_FAILED, "tool " + call.name() + " failed: " + failure.getMessage(), failure);
    }

    static String list(List<Violation> violations) {
        return violations.stream()
                .map(each -> (each.pointer().isEmpty() ? "/" : each.pointer()) + ": " + each.message())
                .collect(Collectors.joining("; "));
    }

    private static String cut(String content) {
        return content.length() <= MAX_RESULT
                ? content
                : content.substring(0, MAX_RESULT) + "\n[cut: the result has " + content.length() + " characters]";
    }
}
