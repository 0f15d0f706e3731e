package dev.keelson.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ToolCall;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every provider behind HTTP must do when its upstream answers, fails, stalls or talks nonsense. The upstream is a
 * {@link StubHttpServer} that speaks the subclass's {@link ProviderWire}.
 */
public abstract class HttpProviderContractTest extends UpstreamFailureContract {
    private static final Pattern MARKER = Pattern.compile("marker-\\d+-end");

    @Test
    void sendsTheInputAndTheCredential() {
        assertThat(Stages.value(provider.chat(request().build())).content()).isEqualTo(ANSWER);

        RecordedRequest sent = upstream.lastRequest();
        assertThat(sent.body()).contains("Is water wet?");
        assertThat(sent.headers().values())
                .as("headers")
                .anySatisfy(values ->
                        assertThat(values).anySatisfy(value -> assertThat(value).contains(API_KEY)));
        assertThat(sent.target()).as("address").doesNotContain(API_KEY);
    }

    @Test
    void reportsUsage() {
        ChatResponse response = Stages.value(provider.chat(request().build()));

        assertThat(response.usage().inputTokens()).isEqualTo(ProviderWire.INPUT_TOKENS);
        assertThat(response.usage().outputTokens()).isEqualTo(ProviderWire.OUTPUT_TOKENS);
    }

    @Test
    void reportsUsageOfAStream() {
        assumeTrue(has(Capability.STREAMING));

        ChatResponse response =
                lastOf(RecordingSubscriber.drain(provider.stream(request().build())));

        assertThat(response.usage().inputTokens()).isEqualTo(ProviderWire.INPUT_TOKENS);
        assertThat(response.usage().outputTokens()).isEqualTo(ProviderWire.OUTPUT_TOKENS);
    }

    @Test
    void handsOnToolCalls() {
        assumeTrue(has(Capability.TOOLS));
        ToolCall call = ToolCall.of("call_17", tool().name(), "{\"number\":\"A-1\"}");
        upstream.enqueue(wire().toolCall(call));

        requireCall(call, Stages.value(provider.chat(toolRequest().build())));
        assertThat(upstream.lastRequest().body()).contains(tool().name(), tool().description());
    }

    @Test
    void handsOnStreamedToolCalls() {
        assumeTrue(has(Capability.TOOLS) && has(Capability.STREAMING));
        ToolCall call = ToolCall.of("call_17", tool().name(), "{\"number\":\"A-1\"}");
        upstream.enqueue(wire().streamedToolCall(call));

        var stream = RecordingSubscriber.drain(provider.stream(toolRequest().build()));

        requireWholeStream(stream);
        requireCall(call, lastOf(stream));
    }

    @Test
    void sendsToolResultsBack() {
        assumeTrue(has(Capability.TOOLS));
        ToolCall call = ToolCall.of("call_17", tool().name(), "{\"number\":\"A-1\"}");
        ChatRequest request = toolRequest()
                .message(Message.assistant("", List.of(call)))
                .message(Message.tool("call_17", "shipped on Tuesday"))
                .build();

        assertThat(Stages.value(provider.chat(request)).content()).isEqualTo(ANSWER);

        assertThat(upstream.lastRequest().body()).contains("shipped on Tuesday", "A-1");
    }

    @Test
    void closesTheConnectionWhenAStreamIsCancelled() throws InterruptedException {
        assumeTrue(has(Capability.STREAMING));
        upstream.enqueue(wire().openStream(DELTAS).thenStayOpen());
        var stream = new RecordingSubscriber<ChatChunk>();

        provider.stream(textRequest().build()).subscribe(stream);
        stream.request(1);
        stream.awaitItems(1);
        stream.cancel();

        assertThat(upstream.awaitClientClose(LIMIT)).as("connection closed").isTrue();
        assertThat(stream.ends()).as("signals after cancel").isZero();
    }

    @Test
    void doesNotMixUpConcurrentCalls() {
        upstream.respond(request -> wire().text(markerIn(request.body())));

        List<CompletionStage<ChatResponse>> calls = IntStream.range(0, 24)
                .mapToObj(i -> provider.chat(textRequest()
                        .message(Message.user("marker-" + i + "-end"))
                        .build()))
                .toList();

        for (int i = 0; i < calls.size(); i++) {
            assertThat(Stages.value(calls.get(i)).content()).isEqualTo("marker-" + i + "-end");
        }
    }

    private ChatRequest.Builder toolRequest() {
        return textRequest().tools(List.of(tool()));
    }

    private static void requireCall(ToolCall expected, ChatResponse response) {
        assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.toolCalls()).singleElement().satisfies(call -> {
            assertThat(call.id()).isEqualTo(expected.id());
            assertThat(call.name()).isEqualTo(expected.name());
            assertThat(call.arguments()).isEqualTo(expected.arguments());
        });
    }

    private static ChatResponse lastOf(RecordingSubscriber<ChatChunk> stream) {
        stream.requireSuccess();
        List<ChatChunk> chunks = stream.items();
        return chunks.get(chunks.size() - 1).response().orElseThrow();
    }

    private static String markerIn(String body) {
        Matcher matcher = MARKER.matcher(body);
        return matcher.find() ? matcher.group() : "no marker";
    }
}
