package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.resilience.Answer;
import dev.keelson.core.routing.RouteRequest;
import dev.keelson.core.trace.Span;
import dev.keelson.core.trace.TraceRecorder.OpenSpan;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.Message;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Talks to the model until it gives an output that fits the contract: tool calls are answered, an invalid output is asked
 * for again with its violations, all within the agent's limits.
 */
final class ModelLoop implements ModelTurns {
    private static final int MAX_LISTED_VIOLATIONS = 20;
    /** Characters of an output: a trace must have room for it. */
    private static final int MAX_OUTPUT = 4 << 20;

    private final ModelCaller caller;
    private final RunningExecution execution;
    private final List<Message> messages;
    private long characters;
    private int repairs;
    /** Who gave the provider states among the messages: they are of no use to anybody else. */
    private @Nullable Target stateOwner;
    /** A turn that its provider wants back to go on with it; not among the messages. */
    private @Nullable Message paused;

    ModelLoop(ModelCaller caller, RunningExecution execution) {
        this.caller = caller;
        this.execution = execution;
        messages = new ArrayList<>(execution.compiled().prompt());
        characters = execution.compiled().promptCharacters();
        InputAttachments.Parts parts = execution.compiled().files().split(execution.input());
        add(PromptBuilder.input(parts.input(), parts.files()));
    }

    /** A valid output. Fails with {@link KeelsonException} only. */
    Future<JsonNode> run() {
        execution.countModelCall();
        return caller.call(execution, this).compose(this::handle);
    }

    @Override
    public RouteRequest routeRequest() {
        InputAttachments files = execution.compiled().files();
        return new RouteRequest(
                execution.resolved().version().agent(),
                execution.compiled().definition(),
                characters,
                files.hasImages(),
                files.hasDocuments());
    }

    @Override
    public ChatRequest request(Target target, Duration timeout) {
        ModelPolicy models = execution.compiled().definition().models();
        ChatRequest.Builder request = ChatRequest.model(target.model())
                .messages(messagesFor(target))
                .tools(execution.compiled().toolSpecs())
                .outputSchema(execution.compiled().outputForModel())
                .webSearch(models.webSearch())
                .timeout(timeout);
        if (models.temperature() != null) {
            request = request.temperature(models.temperature());
        }
        if (models.maxOutputTokens() != null) {
            request = request.maxOutputTokens(models.maxOutputTokens());
        }
        if (models.topP() != null) {
            request = request.topP(models.topP());
        }
        if (models.reasoningEffort() != null) {
            request = request.reasoningEffort(models.reasoningEffort());
        }
        return request.build();
    }

    private List<Message> messagesFor(Target target) {
        if (stateOwner == null) {
            return messages;
        }
        if (!target.equals(stateOwner)) {
            return messages.stream().map(Message::withoutProviderState).toList();
        }
        if (paused == null) {
            return messages;
        }
        List<Message> withPaused = new ArrayList<>(messages);
        withPaused.add(paused);
        return withPaused;
    }

    private Future<JsonNode> handle(Answer answer) {
        ChatResponse response = answer.response();
        paused = null;
        if (response.finishReason() == FinishReason.CONTENT_FILTER) {
            return Future.failedFuture(refusal(response));
        }
        if (response.finishReason() == FinishReason.PAUSED) {
            paused = turn(answer);
            stateOwner = answer.target();
            return run();
        }
        if (!response.toolCalls().isEmpty()) {
            add(turn(answer));
            return new ToolTurn(execution).run(response.toolCalls()).compose(results -> {
                results.forEach(this::add);
                return run();
            });
        }
        return read(answer);
    }

    private static KeelsonException refusal(ChatResponse response) {
        return response.refusal()
                .map(words -> new KeelsonException(ErrorCode.MODEL_REFUSED, words))
                .orElseGet(() -> new KeelsonException(
                        ErrorCode.CONTENT_FILTERED, "the provider's content filter stopped the answer"));
    }

    /** The assistant's turn with the provider's state, which ends the use of any other target's. */
    private Message turn(Answer answer) {
        ChatResponse response = answer.response();
        if (stateOwner != null && !stateOwner.equals(answer.target())) {
            messages.replaceAll(Message::withoutProviderState);
            stateOwner = null;
        }
        Message turn = Message.assistant(response.content(), response.toolCalls());
        Optional<Object> state = response.providerState();
        if (state.isEmpty()) {
            return turn;
        }
        stateOwner = answer.target();
        return turn.withProviderState(state.get());
    }

    private void add(Message message) {
        messages.add(message);
        characters += message.content().length();
    }

    private Future<JsonNode> read(Answer answer) {
        ChatResponse response = answer.response();
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
            return holdToRules(answer, Objects.requireNonNull(output));
        }
        String listed = list(violations);
        span.fail(listed);
        return repair(answer, new Broken(invalid(response), "the contract", "the output schema", listed, violations));
    }

    /** What the contract allows may still break a rule that leaves no room. */
    private Future<JsonNode> holdToRules(Answer answer, JsonNode output) {
        OutputInvariants invariants = execution.compiled().invariants();
        if (invariants.isEmpty()) {
            return Future.succeededFuture(output);
        }
        OpenSpan span = execution.startSpan("check invariants", Span.Kind.INTERNAL);
        span.attributes().put("keelson.invariants", invariants.all().size());
        List<Violation> violations = invariants.violations(execution.input(), output);
        if (violations.isEmpty()) {
            span.succeed();
            return Future.succeededFuture(output);
        }
        String listed = OutputInvariants.list(violations);
        span.fail(listed);
        return repair(answer, new Broken(ErrorCode.INVARIANT_BROKEN, "its rules", "your rules", listed, violations));
    }

    private static String list(List<Violation> violations) {
        return ToolTurn.list(violations.subList(0, Math.min(violations.size(), MAX_LISTED_VIOLATIONS)));
    }

    private static void requireSize(String content) {
        if (content.length() > MAX_OUTPUT) {
            throw new KeelsonException(
                    ErrorCode.OUTPUT_INVALID,
                    "the output has " + content.length() + " characters (expected: at most " + MAX_OUTPUT + ")");
        }
    }

    private Future<JsonNode> repair(Answer answer, Broken broken) {
        if (repairs >= execution.compiled().definition().limits().maxRepairs()) {
            return Future.failedFuture(new KeelsonException(
                    broken.code(),
                    "the model's output breaks " + broken.what() + " after " + repairs + " repairs: " + broken.listed(),
                    broken.violations()));
        }
        repairs++;
        add(turn(answer));
        add(Message.user("Your answer breaks " + broken.toTheModel() + ". Correct every violation and answer with the"
                + " whole JSON again, and nothing else. Violations: " + broken.listed()));
        return run();
    }

    /**
     * What is wrong with an output.
     *
     * @param what the broken thing, for callers
     * @param toTheModel the same, for the model
     * @param listed the violations in words
     */
    private record Broken(ErrorCode code, String what, String toTheModel, String listed, List<Violation> violations) {}

    /** An answer that was cut or left empty is another matter than a wrong one: it is counted by itself. */
    private static ErrorCode invalid(ChatResponse response) {
        if (response.finishReason() == FinishReason.LENGTH) {
            return ErrorCode.OUTPUT_TRUNCATED;
        }
        return response.content().isBlank() ? ErrorCode.OUTPUT_EMPTY : ErrorCode.OUTPUT_INVALID;
    }
}
