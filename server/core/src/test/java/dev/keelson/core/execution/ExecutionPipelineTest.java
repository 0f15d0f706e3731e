package dev.keelson.core.execution;

import static dev.keelson.core.provider.ScriptedModelClient.fails;
import static dev.keelson.core.provider.ScriptedModelClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.agent.CheckBinding;
import dev.keelson.core.agent.Limits;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.provider.ScriptedModelClient;
import dev.keelson.core.spec.Invariant;
import dev.keelson.core.tool.ScriptedTools;
import dev.keelson.core.trace.Span;
import dev.keelson.core.trace.Trace;
import dev.keelson.core.trace.TraceSummary;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.evaluator.EvaluationScore;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.Role;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.api.tool.ToolResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExecutionPipelineTest {
    private static final String GOOD = Json.text(Fixtures.OUTPUT);

    private final ExecutionBench bench = new ExecutionBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void answersWithTheOutputOnlyAfterItsTraceIsStored() {
        bench.model(ScriptedModelClient.of(says(GOOD))).publish();

        ExecutionResult result = bench.run(Fixtures.INPUT).await();

        assertThat(result.output()).isEqualTo(Fixtures.OUTPUT);
        assertThat(result.version()).isEqualTo(1);
        Trace trace = bench.trace(result.executionId());
        assertThat(trace.output()).isEqualTo(Fixtures.OUTPUT);
        assertThat(trace.summary().status()).isEqualTo(TraceSummary.Status.OK);
        assertThat(trace.spans())
                .extracting(Span::name)
                .containsExactly(
                        "invoke_agent " + ExecutionBench.AGENT,
                        "validate input",
                        "route",
                        "chat m1",
                        "validate output");
    }

    @Test
    void namesEveryViolationOfTheInputAndCallsNoModel() {
        var model = ScriptedModelClient.of(says(GOOD));
        bench.model(model).publish();

        KeelsonException failure = Failures.of(bench.run(Json.parse("{\"amount\":-1,\"colour\":\"red\"}")));

        assertThat(failure.code()).isEqualTo(ErrorCode.INPUT_INVALID);
        assertThat(failure.violations()).hasSize(3);
        assertThat(model.requests()).isEmpty();
        Trace trace = bench.trace(failure.executionId().orElseThrow());
        assertThat(trace.summary().errorCode()).isEqualTo("input_invalid");
    }

    @Test
    void asksAgainForAnInvalidOutputWithItsViolations() {
        var model = ScriptedModelClient.of(says("{\"team\":\"sales\",\"urgent\":false}"), says("nonsense"), says(GOOD));
        bench.model(model).publish();

        ExecutionResult result = bench.run(Fixtures.INPUT).await();

        assertThat(result.output()).isEqualTo(Fixtures.OUTPUT);
        List<Message> last = model.requests().get(2).messages();
        assertThat(last.get(last.size() - 1).content()).contains("Violations");
        assertThat(model.requests().get(1).messages())
                .extracting(Message::content)
                .anyMatch(text -> text.contains("/team"));
    }

    @Test
    void asksAgainForAnOutputThatBreaksARuleAndNamesTheRule() {
        var model = ScriptedModelClient.of(says("{\"team\":\"billing\",\"urgent\":true}"), says(GOOD));
        bench.model(model).invariants(calmBilling()).publish();

        ExecutionResult result = bench.run(Fixtures.INPUT).await();

        assertThat(result.output()).isEqualTo(Fixtures.OUTPUT);
        List<Message> last = model.requests().get(1).messages();
        assertThat(last.get(last.size() - 1).content()).contains("r-0000000a").contains("billing is never urgent");
        assertThat(bench.trace(result.executionId()).spans())
                .filteredOn(span -> span.name().equals("check invariants"))
                .extracting(Span::status)
                .containsExactly(Span.Status.ERROR, Span.Status.OK);
    }

    @Test
    void neverDeliversAnOutputThatBreaksARule() {
        var model = ScriptedModelClient.of(says("{\"team\":\"billing\",\"urgent\":true}"));
        bench.model(model)
                .invariants(calmBilling())
                .limits(new Limits(5_000, 8, 0, 1))
                .publish();

        KeelsonException failure = Failures.of(bench.run(Fixtures.INPUT));

        assertThat(failure.code()).isEqualTo(ErrorCode.INVARIANT_BROKEN);
        assertThat(failure.violations()).extracting(Violation::rule).containsExactly("r-0000000a");
        assertThat(model.requests()).hasSize(2);
    }

    private static List<Invariant> calmBilling() {
        return List.of(new Invariant(
                "r-0000000a",
                Json.parse("{\"not\":{\"properties\":{\"output\":{\"properties\":{\"team\":{\"const\":\"billing\"},"
                        + "\"urgent\":{\"const\":true}}}}}}"),
                "billing is never urgent"));
    }

    @Test
    void neverDeliversAnInvalidOutput() {
        var model = ScriptedModelClient.of(says("{\"team\":\"sales\"}"));
        bench.model(model).limits(new Limits(5_000, 8, 0, 2)).publish();

        KeelsonException failure = Failures.of(bench.run(Fixtures.INPUT));

        assertThat(failure.code()).isEqualTo(ErrorCode.OUTPUT_INVALID);
        assertThat(model.requests()).hasSize(3);
        assertThat(bench.trace(failure.executionId().orElseThrow()).output()).isNull();
    }

    @Test
    void failsOverToTheNextModelOfThePolicyAndSaysWhy() {
        var down = ScriptedModelClient.of(fails(new PluginException(ErrorType.UNAVAILABLE, "connection refused")));
        bench.model(down).second(ScriptedModelClient.of(says(GOOD))).publish();

        ExecutionResult result = bench.run(Fixtures.INPUT).await();

        assertThat(result.target()).isEqualTo("second/m2");
        Span route = bench.span(result.executionId(), "route");
        assertThat(route.attributes().toString()).contains("connection refused").contains("\"chosen\"");
    }

    @Test
    void leavesOutAModelWhoseBreakerIsOpen() {
        var down = ScriptedModelClient.of(fails(new PluginException(ErrorType.UNAVAILABLE, "connection refused")));
        bench.model(down).second(ScriptedModelClient.of(says(GOOD))).publish();

        ExecutionResult last = bench.run(Fixtures.INPUT).await();
        for (int i = 0; i < 9; i++) {
            last = bench.run(Fixtures.INPUT).await();
        }

        assertThat(down.requests()).hasSize(5);
        assertThat(bench.span(last.executionId(), "route").attributes().toString())
                .contains("circuit breaker is open");
    }

    @Test
    void doesNotAskAnotherModelAfterARefusal() {
        var refusing = ScriptedModelClient.of(request -> Future.succeededFuture(ChatResponse.model("m1")
                .finishReason(FinishReason.CONTENT_FILTER)
                .refusal("not this")
                .build()));
        var second = ScriptedModelClient.of(says(GOOD));
        bench.model(refusing).second(second).publish();

        KeelsonException failure = Failures.of(bench.run(Fixtures.INPUT));

        assertThat(failure.code()).isEqualTo(ErrorCode.MODEL_REFUSED);
        assertThat(failure.text()).isEqualTo("not this");
        assertThat(second.requests()).isEmpty();
    }

    @Test
    void givesUpAtTheDeadline() {
        bench.model(ScriptedModelClient.of(
                        request -> Promise.<ChatResponse>promise().future()))
                .limits(new Limits(150, 8, 0, 0))
                .publish();

        KeelsonException failure = Failures.of(bench.run(Fixtures.INPUT));

        assertThat(failure.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
        assertThat(bench.trace(failure.executionId().orElseThrow()).summary().errorCode())
                .isEqualTo("deadline_exceeded");
    }

    @Test
    void answersToolCallsAndLetsTheModelMendWrongArguments() {
        var model = ScriptedModelClient.of(
                asks(ToolCall.of("c1", "lookup", "{\"id\":\"A-1\"}"), ToolCall.of("c2", "lookup", "{\"nr\":1}")),
                asks(ToolCall.of("c3", "other", "{}")),
                says(GOOD));
        var tools = new ScriptedTools(call -> Future.succeededFuture(ToolResult.success("{\"status\":\"paid\"}")));
        bench.tools(tools);
        bench.model(model).withTool().publish();

        ExecutionResult result = bench.run(Fixtures.INPUT).await();

        assertThat(tools.calls()).hasSize(1);
        List<Message> second = model.requests().get(1).messages();
        assertThat(second).filteredOn(message -> message.role() == Role.TOOL).hasSize(2);
        assertThat(second.get(second.size() - 2).content()).contains("paid");
        assertThat(second.get(second.size() - 1).content()).contains("break the tool's schema");
        assertThat(bench.trace(result.executionId()).spans())
                .filteredOn(span -> span.name().startsWith("execute_tool"))
                .hasSize(3);
    }

    @Test
    void endsWhenTheToolCallsAreUsedUp() {
        bench.tools(new ScriptedTools(call -> Future.succeededFuture(ToolResult.success("again"))));
        bench.model(ScriptedModelClient.of(asks(ToolCall.of("c", "lookup", "{\"id\":\"A\"}"))))
                .withTool()
                .limits(new Limits(5_000, 20, 3, 0))
                .publish();

        KeelsonException failure = Failures.of(bench.run(Fixtures.INPUT));

        assertThat(failure.code()).isEqualTo(ErrorCode.EXECUTION_LIMIT_REACHED);
        assertThat(failure.text()).contains("3 tool calls");
    }

    @Test
    void endsWhenAToolFailsInAWayThatTheModelCannotMend() {
        bench.tools(new ScriptedTools(call -> Future.failedFuture(new PluginException(ErrorType.INTERNAL, "broken"))));
        bench.model(ScriptedModelClient.of(asks(ToolCall.of("c", "lookup", "{\"id\":\"A\"}"))))
                .withTool()
                .publish();

        assertThat(Failures.codeOf(bench.run(Fixtures.INPUT))).isEqualTo(ErrorCode.TOOL_FAILED);
    }

    @Test
    void aFailedCheckIsRecordedOrEndsTheExecutionAsTheAgentSays() {
        bench.evaluators(sample -> Future.succeededFuture(EvaluationScore.failed(0.2, "wrong team")));
        bench.model(ScriptedModelClient.of(says(GOOD)))
                .withCheck(CheckBinding.OnFailure.RECORD)
                .publish();
        ExecutionResult recorded = bench.run(Fixtures.INPUT).await();

        bench.withCheck(CheckBinding.OnFailure.FAIL).publish();
        KeelsonException failure = Failures.of(bench.run(Fixtures.INPUT));

        assertThat(bench.span(recorded.executionId(), "check team").error()).isEqualTo("wrong team");
        assertThat(failure.code()).isEqualTo(ErrorCode.CHECK_FAILED);
    }

    @Test
    void aCheckThatMustPassAndCannotBeMadeDoesNotPass() {
        bench.evaluators(sample -> Future.failedFuture(new PluginException(ErrorType.INTERNAL, "broken")));
        bench.model(ScriptedModelClient.of(says(GOOD)))
                .withCheck(CheckBinding.OnFailure.FAIL)
                .publish();

        assertThat(Failures.codeOf(bench.run(Fixtures.INPUT))).isEqualTo(ErrorCode.CHECK_FAILED);
    }

    @Test
    void anExecutionKeepsItsVersionWhileTheAliasMoves() {
        Promise<ChatResponse> slow = Promise.promise();
        var model = ScriptedModelClient.of(request -> slow.future(), says(GOOD));
        bench.model(model).publish();
        Future<ExecutionResult> running = bench.run(Fixtures.INPUT);
        awaitFirstCallOf(model);

        bench.limits(new Limits(9_000, 8, 0, 2)).publish();
        ExecutionResult next = bench.run(Fixtures.INPUT).await();
        slow.complete(ChatResponse.model("m1").content(GOOD).build());

        assertThat(next.version()).isEqualTo(2);
        assertThat(running.await().version()).isEqualTo(1);
    }

    @Test
    void streamsWhatHappensInOrder() {
        bench.model(ScriptedModelClient.of(says(GOOD))).publish();
        List<ExecutionEvent> events = new ArrayList<>();

        ExecutionResult result = bench.run(Fixtures.INPUT, null, events::add).await();

        assertThat(result.output()).isEqualTo(Fixtures.OUTPUT);
        assertThat(events.get(0)).isInstanceOf(ExecutionEvent.Started.class);
        assertThat(events).anyMatch(event -> event.equals(new ExecutionEvent.OutputDelta(GOOD)));
    }

    @Test
    void theSameIdempotencyKeyRunsOnce() {
        var model = ScriptedModelClient.of(says(GOOD));
        bench.model(model).publish();

        ExecutionResult first =
                bench.run(Fixtures.INPUT, "order-1", ExecutionListener.NONE).await();
        ExecutionResult again =
                bench.run(Fixtures.INPUT, "order-1", ExecutionListener.NONE).await();
        var other = bench.run(Json.parse("{\"text\":\"other\"}"), "order-1", ExecutionListener.NONE);

        assertThat(again.executionId()).isEqualTo(first.executionId());
        assertThat(again.replayed()).isTrue();
        assertThat(model.requests()).hasSize(1);
        assertThat(Failures.codeOf(other)).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void aSecondCallWaitsItsTurnAndAFailedOneMayBeTriedAgain() {
        Promise<ChatResponse> slow = Promise.promise();
        var model = ScriptedModelClient.of(request -> slow.future(), says(GOOD));
        bench.model(model).publish();

        var first = bench.run(Fixtures.INPUT, "k", ExecutionListener.NONE);
        awaitFirstCallOf(model);
        var meanwhile = bench.run(Fixtures.INPUT, "k", ExecutionListener.NONE);
        assertThat(Failures.codeOf(meanwhile)).isEqualTo(ErrorCode.EXECUTION_IN_PROGRESS);
        slow.fail(new PluginException(ErrorType.INVALID_REQUEST, "too many examples"));
        assertThat(Failures.codeOf(first)).isEqualTo(ErrorCode.MODEL_CALL_FAILED);

        ExecutionResult retried =
                bench.run(Fixtures.INPUT, "k", ExecutionListener.NONE).await();
        assertThat(retried.replayed()).isFalse();
    }

    private static void awaitFirstCallOf(ScriptedModelClient model) {
        long end = System.nanoTime() + 5_000_000_000L;
        while (model.requests().isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(model.requests()).hasSize(1);
    }

    private static Function<ChatRequest, Future<ChatResponse>> asks(ToolCall... calls) {
        return request -> Future.succeededFuture(ChatResponse.model(request.model())
                .toolCalls(List.of(calls))
                .finishReason(FinishReason.TOOL_CALLS)
                .build());
    }
}
