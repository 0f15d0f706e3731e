package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.trace.Span;
import dev.keelson.core.trace.TraceRecorder.OpenSpan;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.Message;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Talks to the model until it gives an output that fits the contract: tool calls are answered, an invalid output is asked
 * for again with its violations, all within the agent's limits.
 */
final class ModelLoop {
    private static final int MAX_LISTED_VIOLATIONS = 20;
    /** Characters of an output: a trace must have room for it. */
    private static final int MAX_OUTPUT = 4 << 20;

    private final ModelCaller caller;
    private final RunningExecution execution;
    private final List<Message> messages;
    private int repairs;

    ModelLoop(ModelCaller caller, RunningExecution execution) {
        this.caller = caller;
        this.execution = execution;
        messages = new ArrayList<>(execution.compiled().prompt());
        InputAttachments.Parts parts = execution.compiled().files().split(execution.input());
        messages.add(Message.user(Json.text(parts.input()), parts.files()));
    }

    /** A valid output. Fails with {@link KeelsonException} only. */
    Future<JsonNode> run() {
        execution.countModelCall();
        return caller.call(execution, this::request).compose(this::handle);
    }

    private ChatRequest request(Target target) {
        ModelPolicy models = execution.compiled().definition().models();
        ChatRequest.Builder request = ChatRequest.model(target.model())
                .messages(messages)
                .tools(execution.compiled().toolSpecs())
                .outputSchema(execution.compiled().outputForModel())
                .timeout(execution.deadline().remaining());
        if (models.temperature() != null) {
            request = request.temperature(models.temperature());
        }
        if (models.maxOutputTokens() != null) {
            request = request.maxOutputTokens(models.maxOutputTokens());
        }
        return request.build();
    }

    private Future<JsonNode> handle(ChatResponse response) {
        if (response.finishReason() == FinishReason.CONTENT_FILTER) {
            return Future.failedFuture(new KeelsonException(
                    ErrorCode.MODEL_REFUSED, response.refusal().orElse("the provider blocked this input")));
        }
        if (!response.toolCalls().isEmpty()) {
            messages.add(Message.assistant(response.content(), response.toolCalls()));
            return new ToolTurn(execution).run(response.toolCalls()).compose(results -> {
                messages.addAll(results);
                return run();
            });
        }
        return read(response);
    }

    private Future<JsonNode> read(ChatResponse response) {
        OpenSpan span = execution.startSpan("validate output", Span.Kind.INTERNAL);
        List<Violation> violations;
        JsonNode output = null;
        try {
            requireSize(response.content());
            output = Json.parse(response.content());
            violations = execution.compiled().outputSchema().validate(output);
        } catch (KeelsonException malformed) {
            violations = List.of(Violation.at("", "json", malformed.text()));
        }
        if (violations.isEmpty()) {
            span.succeed();
            return Future.succeededFuture(Objects.requireNonNull(output));
        }
        String listed = ToolTurn.list(violations.subList(0, Math.min(violations.size(), MAX_LISTED_VIOLATIONS)));
        span.fail(listed);
        return repair(response, listed, violations);
    }

    private static void requireSize(String content) {
        if (content.length() > MAX_OUTPUT) {
            throw new KeelsonException(
                    ErrorCode.OUTPUT_INVALID,
                    "the output has " + content.length() + " characters (expected: at most " + MAX_OUTPUT + ")");
        }
    }

    private Future<JsonNode> repair(ChatResponse response, String listed, List<Violation> violations) {
        if (repairs >= execution.compiled().definition().limits().maxRepairs()) {
            return Future.failedFuture(new KeelsonException(
                    ErrorCode.OUTPUT_INVALID,
                    "the model's output breaks the contract after " + repairs + " repairs: " + listed,
                    violations));
        }
        repairs++;
        messages.add(Message.assistant(response.content()));
        messages.add(Message.user("Your answer breaks the output schema. Correct every violation and answer with the"
                + " whole JSON again, and nothing else. Violations: " + listed));
        return run();
    }
}
