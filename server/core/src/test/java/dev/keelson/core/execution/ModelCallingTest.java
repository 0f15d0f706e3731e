package dev.keelson.core.execution;

import static dev.keelson.core.provider.ScriptedModelClient.fails;
import static dev.keelson.core.provider.ScriptedModelClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.Fixtures;
import dev.keelson.core.agent.Limits;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.provider.Cancellation;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.core.provider.ScriptedModelClient;
import dev.keelson.core.trace.Span;
import dev.keelson.core.usage.CallEstimate;
import dev.keelson.core.usage.CallUsage;
import dev.keelson.core.usage.Reservation;
import dev.keelson.core.usage.UsageMeter;
import dev.keelson.core.usage.UsageSubject;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Citation;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.plugin.api.provider.RateLimits;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.api.provider.Usage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attempts, their spans and their reservations within whole executions. */
class ModelCallingTest {
    private static final String GOOD = Json.text(Fixtures.OUTPUT);

    private final ExecutionBench bench = new ExecutionBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void tracesEveryAttemptWithItsReason() {
        var limited = new PluginException(ErrorType.UNAVAILABLE, "overloaded")
                .withUpstreamCode("overloaded_error")
                .withRequestId("req_1");
        bench.model(ScriptedModelClient.of(fails(limited)))
                .second(ScriptedModelClient.of(request -> Future.succeededFuture(ChatResponse.model("m2")
                        .content(GOOD)
                        .requestId("req_2")
                        .usage(Usage.of(10, 5))
                        .rateLimits(RateLimits.unknown().withRemainingRequests(7))
                        .citations(List.of(
                                Citation.of("https://example.org/" + "x".repeat(2_048)),
                                Citation.of("https://example.org/", "t".repeat(300))))
                        .build())))
                .publish();

        ExecutionResult result = bench.run(Fixtures.INPUT).await();

        List<Span> calls = bench.trace(result.executionId()).spans().stream()
                .filter(span -> span.name().startsWith("chat "))
                .toList();
        assertThat(calls)
                .extracting(
                        span -> span.attributes().path("keelson.attempt.reason").asText())
                .containsExactly("first", "retry", "failover");
        JsonNode retry = calls.get(1).attributes();
        assertThat(retry.path("keelson.attempt").asInt()).isEqualTo(2);
        assertThat(retry.path("keelson.attempt.waited_ms").asLong()).isBetween(50L, 500L);
        assertThat(retry.path("keelson.breaker").asText()).isEqualTo("closed");
        assertThat(retry.path("error.type").asText()).isEqualTo("unavailable");
        assertThat(retry.path("keelson.upstream_code").asText()).isEqualTo("overloaded_error");
        assertThat(retry.path("keelson.provider.request_id").asText()).isEqualTo("req_1");
        JsonNode answered = calls.get(2).attributes();
        assertThat(answered.path("keelson.provider.request_id").asText()).isEqualTo("req_2");
        assertThat(answered.path("keelson.rate_limit.remaining_requests").asLong())
                .isEqualTo(7);
        assertThat(answered.path("keelson.price_basis").asText()).isEqualTo("unknown");
        assertThat(answered.path("keelson.citations"))
                .containsExactly(
                        Json.object().put("url", "https://example.org/").put("title", "t".repeat(200)));
        assertThat(answered.path("keelson.citations.truncated_from").asInt()).isEqualTo(2);
    }

    @Test
    void namesEachCandidateWhenNoneAnswers() {
        bench.model(ScriptedModelClient.of(fails(down())))
                .second(ScriptedModelClient.of(fails(new PluginException(ErrorType.AUTHENTICATION, "bad key"))))
                .publish();

        KeelsonException failure = Failures.of(bench.run(Fixtures.INPUT));

        assertThat(failure.code()).isEqualTo(ErrorCode.NO_MODEL_AVAILABLE);
        assertThat(failure.text())
                .contains("first/m1: unavailable: connection refused")
                .contains("second/m2: authentication: bad key");
        assertThat(failure.retryAfter()).isPresent();
    }

    @Test
    void aStreamThatIsCutEndsTypedAndLeavesItsPartInTheTrace() {
        var second = ScriptedModelClient.of(says(GOOD));
        bench.model(new CutStream("{\"team\":")).second(second).publish();
        List<ExecutionEvent> events = new ArrayList<>();

        KeelsonException failure = Failures.of(bench.run(Fixtures.INPUT, null, events::add));

        assertThat(failure.code()).isEqualTo(ErrorCode.STREAM_INTERRUPTED);
        assertThat(second.requests()).isEmpty();
        assertThat(events)
                .filteredOn(ExecutionEvent.OutputDelta.class::isInstance)
                .hasSize(1);
        JsonNode span =
                bench.span(failure.executionId().orElseThrow(), "chat m1").attributes();
        assertThat(span.path("keelson.partial_output").asText()).isEqualTo("{\"team\":");
        assertThat(span.has("keelson.time_to_first_chunk_ms")).isTrue();
    }

    @Test
    void aStreamThatBreaksBeforeItsFirstTextIsReplacedUnnoticed() {
        bench.model(new CutStream(""))
                .second(ScriptedModelClient.of(says(GOOD)))
                .publish();
        List<ExecutionEvent> events = new ArrayList<>();

        ExecutionResult result = bench.run(Fixtures.INPUT, null, events::add).await();

        assertThat(result.target()).isEqualTo("second/m2");
        assertThat(events)
                .filteredOn(ExecutionEvent.OutputDelta.class::isInstance)
                .containsExactly(new ExecutionEvent.OutputDelta(GOOD));
    }

    @Test
    void givesAProvidersStateBackToItAlone() {
        var refusing = new PluginException(ErrorType.AUTHENTICATION, "key revoked");
        var first = ScriptedModelClient.of(
                asksWithState(Map.of("signature", "s1")), asksWithState(Map.of("signature", "s2")), fails(refusing));
        var second = ScriptedModelClient.of(says(GOOD));
        bench.model(first).second(second).withTool().publish();

        ExecutionResult result = bench.run(Fixtures.INPUT).await();

        assertThat(result.target()).isEqualTo("second/m2");
        assertThat(first.requests().get(2).messages())
                .extracting(Message::providerState)
                .filteredOn(Optional::isPresent)
                .hasSize(2);
        assertThat(second.requests().get(0).messages())
                .extracting(Message::providerState)
                .allMatch(Optional::isEmpty);
    }

    @Test
    void goesOnWithAPausedTurn() {
        var model = ScriptedModelClient.of(
                request -> Future.succeededFuture(ChatResponse.model("m1")
                        .content("searching")
                        .finishReason(FinishReason.PAUSED)
                        .providerState(Map.of("turn", 1))
                        .build()),
                says(GOOD));
        bench.model(model).publish();

        ExecutionResult result = bench.run(Fixtures.INPUT).await();

        assertThat(result.output()).isEqualTo(Fixtures.OUTPUT);
        List<Message> resumed = model.requests().get(1).messages();
        assertThat(resumed.get(resumed.size() - 1).providerState()).contains(Map.of("turn", 1));
    }

    @Test
    void aTurnThatIsAlwaysPausedEndsAtTheLimitOfModelCalls() {
        var model = ScriptedModelClient.of(request -> Future.succeededFuture(
                ChatResponse.model("m1").finishReason(FinishReason.PAUSED).build()));
        bench.model(model).limits(new Limits(5_000, 3, 0, 0)).publish();

        assertThat(Failures.codeOf(bench.run(Fixtures.INPUT))).isEqualTo(ErrorCode.EXECUTION_LIMIT_REACHED);
        assertThat(model.requests()).hasSize(3);
    }

    @Test
    void tellsACutAnEmptyAndAFilteredAnswerFromAWrongOne() {
        assertThat(codeAfter(answer("{\"team\":", FinishReason.LENGTH))).isEqualTo(ErrorCode.OUTPUT_TRUNCATED);
        assertThat(codeAfter(answer("", FinishReason.STOP))).isEqualTo(ErrorCode.OUTPUT_EMPTY);
        assertThat(codeAfter(answer("", FinishReason.CONTENT_FILTER))).isEqualTo(ErrorCode.CONTENT_FILTERED);
        assertThat(codeAfter(answer("{}", FinishReason.STOP))).isEqualTo(ErrorCode.OUTPUT_INVALID);
    }

    @Test
    void reservesEachAttemptAndSettlesOrReleasesIt() {
        var meter = new CountingMeter();
        bench.usage(meter)
                .model(ScriptedModelClient.of(fails(down())))
                .second(ScriptedModelClient.of(says(GOOD)))
                .publish();

        ExecutionResult result = bench.run(Fixtures.INPUT).await();

        assertThat(result.target()).isEqualTo("second/m2");
        assertThat(meter.reserved).hasSize(3);
        assertThat(meter.reserved.get(0).inputTokens()).isPositive();
        assertThat(meter.released).isEqualTo(2);
        assertThat(meter.settled).hasSize(1);
        assertThat(meter.subjects)
                .allMatch(subject -> subject.equals(new UsageSubject(ExecutionBench.AGENT, 1, "production", "key-1")));
    }

    @Test
    void chargesTheEstimateForACallThatIsGivenUp() {
        var meter = new CountingMeter();
        bench.usage(meter)
                .model(ScriptedModelClient.of(
                        request -> Promise.<ChatResponse>promise().future()))
                .limits(new Limits(150, 8, 0, 0))
                .publish();

        assertThat(Failures.codeOf(bench.run(Fixtures.INPUT))).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
        assertThat(meter.settled)
                .singleElement()
                .satisfies(used -> assertThat(used.cost().basis()).isEqualTo("estimate"));
        assertThat(meter.released).isZero();
    }

    @Test
    void callsNobodyWhenTheBudgetIsUsedUp() {
        var model = ScriptedModelClient.of(says(GOOD));
        bench.usage((subject, estimate) -> Future.failedFuture(
                        new KeelsonException(ErrorCode.BUDGET_EXCEEDED, "budget team-a is used up")))
                .model(model)
                .second(model)
                .publish();

        KeelsonException failure = Failures.of(bench.run(Fixtures.INPUT));

        assertThat(failure.code()).isEqualTo(ErrorCode.BUDGET_EXCEEDED);
        assertThat(failure.text()).contains("team-a");
        assertThat(model.requests()).isEmpty();
    }

    private static PluginException down() {
        return new PluginException(ErrorType.UNAVAILABLE, "connection refused");
    }

    private ErrorCode codeAfter(Function<ChatRequest, Future<ChatResponse>> answers) {
        bench.model(ScriptedModelClient.of(answers)).publish();
        return Failures.codeOf(bench.run(Fixtures.INPUT));
    }

    private static Function<ChatRequest, Future<ChatResponse>> answer(String content, FinishReason reason) {
        return request -> Future.succeededFuture(
                ChatResponse.model("m1").content(content).finishReason(reason).build());
    }

    private static Function<ChatRequest, Future<ChatResponse>> asksWithState(Object state) {
        return request -> Future.succeededFuture(ChatResponse.model("m1")
                .toolCalls(List.of(ToolCall.of("c1", "lookup", "{\"id\":\"A-1\"}")))
                .finishReason(FinishReason.TOOL_CALLS)
                .providerState(state)
                .build());
    }

    /** Remembers what was reserved and how it ended. */
    private static final class CountingMeter implements UsageMeter {
        private final List<UsageSubject> subjects = new ArrayList<>();
        private final List<CallEstimate> reserved = new ArrayList<>();
        private final List<CallUsage> settled = new ArrayList<>();
        private int released;

        @Override
        public Future<Reservation> reserve(UsageSubject subject, CallEstimate estimate) {
            subjects.add(subject);
            reserved.add(estimate);
            return Future.succeededFuture(new Reservation() {
                @Override
                public void settle(CallUsage used) {
                    settled.add(used);
                }

                @Override
                public void release() {
                    released++;
                }
            });
        }
    }

    /** Hands on one text, if it has one, and breaks. */
    private record CutStream(String text) implements ModelClient {

        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.STREAMING);
        }

        @Override
        public Future<List<ModelInfo>> listModels(Duration timeout) {
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<ChatResponse> chat(ChatRequest request) {
            return Future.failedFuture(down());
        }

        @Override
        public Future<ChatResponse> stream(ChatRequest request, Consumer<String> onText) {
            onText.accept(text);
            return Future.failedFuture(down());
        }

        @Override
        public Future<ChatResponse> stream(ChatRequest request, Consumer<String> onText, Cancellation cancellation) {
            return stream(request, onText);
        }
    }
}
