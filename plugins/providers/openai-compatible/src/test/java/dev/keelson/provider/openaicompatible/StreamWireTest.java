package dev.keelson.provider.openaicompatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Citation;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.testkit.ChatCompletionsWire;
import dev.keelson.plugin.testkit.RecordingSubscriber;
import dev.keelson.plugin.testkit.StubAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of upstreams, with the habits that they have. */
class StreamWireTest extends WireCase {
    private static final String HELLO = "{'choices':[{'delta':{'content':'Héllo 😀'},'finish_reason':null}]}";
    private static final String STOP = "{'choices':[{'delta':{},'finish_reason':'stop'}]}";

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void takesEveryLineEnd(String end) {
        String body = String.join(end, "data: " + HELLO, "", "data: " + STOP, "", "data: [DONE]", "", "");

        assertThat(answered(body).content()).isEqualTo("Héllo 😀");
    }

    @Test
    void skipsCommentsUnknownFieldsAndHeartbeats() {
        String body = String.join(
                "\n",
                List.of(
                        ": OPENROUTER PROCESSING",
                        "",
                        ":",
                        "",
                        "id: 7",
                        "retry: 10",
                        "event: message",
                        "data:" + HELLO,
                        "",
                        "event: ping",
                        "",
                        ": x",
                        "data:" + STOP,
                        "",
                        "data: ",
                        "",
                        "data:[DONE]",
                        "",
                        ""));

        assertThat(answered(body).content()).isEqualTo("Héllo 😀");
    }

    @Test
    void joinsTheLinesOfOneEvent() {
        String body = """
                data: {'choices':[{'delta':
                data: {'content':'x'},
                data: 'finish_reason':'stop'}]}

                data: [DONE]

                """;

        assertThat(answered(body).content()).isEqualTo("x");
    }

    @Test
    void doesNotCareWhereTheNetworkCuts() {
        byte[] bytes = ("\uFEFFdata: " + HELLO + "\r\n\r\ndata: " + STOP + "\r\n\r\ndata: [DONE]\r\n\r\n")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
        StubAnswer answer = StubAnswer.eventStream();
        for (byte each : bytes) {
            answer = answer.thenChunk(new byte[] {each});
        }
        upstream.enqueue(answer.thenLastChunk());

        assertThat(wholeOf(stream(question())).content()).isEqualTo("Héllo 😀");
    }

    @Test
    void givesOutTextBeforeTheAnswerIsComplete() {
        upstream.enqueue(
                StubAnswer.eventStream().thenEvent(HELLO.replace('\'', '"')).thenStayOpen());
        var stream = new RecordingSubscriber<ChatChunk>();

        provider().stream(question().build()).subscribe(stream);
        stream.request(5);
        stream.awaitItem(chunk -> !chunk.textDelta().isEmpty());

        assertThat(textOf(stream)).isEqualTo("Héllo 😀");
        assertThat(stream.ends()).isZero();
        stream.cancel();
    }

    @Test
    void readsUsageFromAChunkWithoutChoices() {
        ChatResponse response = answered(
                events(
                        HELLO,
                        STOP,
                        "{'choices':[],'usage':{'prompt_tokens':9,'completion_tokens':3,"
                                + "'prompt_tokens_details':{'cached_tokens':2},'completion_tokens_details':{'reasoning_tokens':1}}}"));

        assertThat(response.usage().inputTokens()).isEqualTo(9);
        assertThat(response.usage().outputTokens()).isEqualTo(3);
        assertThat(response.usage().cachedInputTokens()).isEqualTo(2);
        assertThat(response.usage().reasoningTokens()).isEqualTo(1);
    }

    @Test
    void readsUsageFromTheLastContentChunk() {
        ChatResponse response = answered(events("{'choices':[{'delta':{'content':'x'},'finish_reason':'stop'}],"
                + "'usage':{'prompt_tokens':9,'completion_tokens':3}}"));

        assertThat(response.content()).isEqualTo("x");
        assertThat(response.usage().inputTokens()).isEqualTo(9);
    }

    @Test
    void countsUsageOnceWhenEveryChunkHasIt() {
        ChatResponse response = answered(events(
                "{'choices':[{'delta':{'content':'x'}}],'usage':{'prompt_tokens':9,'completion_tokens':1}}",
                "{'choices':[{'delta':{'content':'y'},'finish_reason':'stop'}],"
                        + "'usage':{'prompt_tokens':9,'completion_tokens':2}}"));

        assertThat(response.usage().inputTokens()).isEqualTo(9);
        assertThat(response.usage().outputTokens()).isEqualTo(2);
    }

    @Test
    void ignoresReasoningAndObfuscation() {
        ChatResponse response = answered(events(
                "{'choices':[{'delta':{'role':'assistant','reasoning_content':'hm','reasoning':'hm'}}],'obfuscation':'aX'}",
                "{'choices':[{'delta':{'content':null}}]}",
                HELLO,
                STOP));

        assertThat(response.content()).isEqualTo("Héllo 😀");
    }

    @Test
    void putsParallelToolCallsTogetherByIndex() {
        ChatResponse response = answered(events(
                call("'index':0,'id':'a','type':'function','function':{'name':'one','arguments':''}"),
                call("'index':1,'id':'b','type':'function','function':{'name':'two','arguments':''}"),
                call("'index':0,'function':{'arguments':'{#x#:'}"),
                call("'index':1,'function':{'arguments':'{#y#:2}'}"),
                call("'index':0,'function':{'arguments':'1}'}"),
                stop("tool_calls")));

        requireCalls(response, tuple("a", "one", "{\"x\":1}"), tuple("b", "two", "{\"y\":2}"));
    }

    @Test
    void tellsCallsApartThatAllHaveIndexZero() {
        ChatResponse response = answered(events(
                call("'index':0,'id':'a','function':{'name':'one','arguments':'{#x#:1}'}"),
                call("'index':0,'id':'b','function':{'name':'two','arguments':'{#y#:2}'}"),
                stop("tool_calls")));

        requireCalls(response, tuple("a", "one", "{\"x\":1}"), tuple("b", "two", "{\"y\":2}"));
    }

    @Test
    void tellsCallsApartThatHaveNoIndex() {
        ChatResponse response = answered(events(
                call("'id':'a','function':{'name':'one','arguments':'{#x#:'}"),
                call("'function':{'arguments':'1}'}"),
                call("'id':'b','function':{'name':'two','arguments':'{#y#'}"),
                call("'id':'b','function':{'arguments':':2}'}"),
                stop("stop")));

        requireCalls(response, tuple("a", "one", "{\"x\":1}"), tuple("b", "two", "{\"y\":2}"));
    }

    @Test
    void waitsForTheNameWhenTheFirstFragmentHasOnlyAnId() {
        ChatResponse response = answered(events(
                call("'index':0,'id':'a'"),
                call("'index':0,'id':'a','function':{'name':'one','arguments':null}"),
                call("'index':0,'id':'','function':{'name':'one','arguments':{'x':1}}"),
                stop("tool_calls")));

        requireCalls(response, tuple("a", "one", "{\"x\":1}"));
    }

    @Test
    void takesACallWithoutArguments() {
        ChatResponse response = answered(
                events(call("'index':0,'id':'a','function':{'name':'one','arguments':''}"), stop("tool_calls")));

        requireCalls(response, tuple("a", "one", "{}"));
    }

    @Test
    void boundsTheNumberOfCalls() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            body.append("data: ")
                    .append(call("'index':" + i + ",'id':'c" + i + "'"))
                    .append("\n\n");
        }

        assertThat(failed(body.toString()).type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @Test
    void streamsARefusal() {
        ChatResponse response = answered(events(
                "{'choices':[{'delta':{'refusal':'I can '}}]}", "{'choices':[{'delta':{'refusal':'not.'}}]}", STOP));

        assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(response.refusal()).hasValue("I can not.");
    }

    @Test
    void takesAnEndWithoutDoneWhenTheReasonWasGiven() {
        assertThat(answered("data: " + HELLO + "\n\ndata: " + STOP + "\n\n").content())
                .isEqualTo("Héllo 😀");
        assertThat(answered("data: " + HELLO + "\n\ndata: " + STOP).content()).isEqualTo("Héllo 😀");
    }

    @Test
    void takesAnAnswerWhoseConnectionBreaksAfterTheReason() {
        upstream.enqueue(StubAnswer.eventStream()
                .thenEvent(HELLO.replace('\'', '"'))
                .thenEvent(STOP.replace('\'', '"'))
                .thenPause(Duration.ofMillis(100))
                .thenCut());

        assertThat(wholeOf(stream(question())).content()).isEqualTo("Héllo 😀");
    }

    @Test
    void takesDoneWithoutAReason() {
        assertThat(answered("data: " + HELLO + "\n\ndata: [DONE]\n\n").finishReason())
                .isEqualTo(FinishReason.STOP);
    }

    @Test
    void refusesAnEndBeforeTheAnswersEnd() {
        assertThat(failed("data: " + HELLO + "\n\n").type()).isEqualTo(ErrorType.UNAVAILABLE);
        assertThat(failed("").type()).isEqualTo(ErrorType.UNAVAILABLE);
        assertThat(failed("data: [DONE]\n\n").type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {'error':{'message':'Rate limit','type':'rate_limit_error','code':null}}\n\n",
                "event: error\ndata: {'error':{'message':'Rate limit','code':429}}\n\n",
                "event: error\ndata: {'message':'Rate limit','code':'rate_limit_exceeded'}\n\n"
            })
    void findsErrorsInsideTheStream(String event) {
        PluginException failure = failed("data: " + HELLO + "\n\n" + event);

        assertThat(failure.type()).isEqualTo(ErrorType.RATE_LIMITED);
        assertThat(failure.getMessage()).contains("Rate limit");
    }

    @Test
    void readsAnErrorEventThatIsNoJson() {
        PluginException failure = failed("event: error\ndata: upstream said " + KEY + "\n\n");

        assertThat(failure.type()).isEqualTo(ErrorType.UNAVAILABLE);
        assertThat(failure.getMessage()).contains("upstream said ***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: {'choices':\n\n", "data: [1]\n\n", "data: <html>\n\n"})
    void refusesEventsThatAreNoChunks(String event) {
        assertThat(failed(event).type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @Test
    void boundsTheLengthOfAnEvent() {
        upstream.enqueue(StubAnswer.eventStream()
                .thenChunk("data: ")
                .thenChunk("x".repeat(5 << 20))
                .thenStayOpen());

        assertThat(stream(question()).failure().type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @Test
    void takesAWholeAnswerInsteadOfAStream() {
        upstream.enqueue(new ChatCompletionsWire().text("all at once"));

        assertThat(wholeOf(stream(question())).content()).isEqualTo("all at once");
    }

    @Test
    void streamsWhatTheSchemaAllowsAndNotWhatWasSent() {
        upstream.enqueue(new ChatCompletionsWire().finishedStream(List.of("{\"a\":1,", "\"b\":null}")));

        var stream = stream(question("{'type':'object','properties':{'a':{'type':'integer'},'b':{'type':'string'}}}"));

        assertThat(wholeOf(stream).content()).isEqualTo("{\"a\":1}");
    }

    @Test
    void streamsAtOnceWhenTheSchemaNeedsNoRewriting() {
        upstream.enqueue(new ChatCompletionsWire().finishedStream(List.of("{\"a\":", "1}")));

        var stream = stream(question("{'type':'object','properties':{'a':{'type':'integer'}},'required':['a']}"));

        assertThat(stream.items().stream().filter(chunk -> !chunk.textDelta().isEmpty()))
                .hasSize(2);
        assertThat(wholeOf(stream).content()).isEqualTo("{\"a\":1}");
    }

    @Test
    void ignoresWhatFollowsTheEnd() {
        assertThat(answered(events(HELLO, STOP) + "data: {'error':{'message':'late'}}\n\n: bye\n\n")
                        .content())
                .isEqualTo("Héllo 😀");
    }

    @Test
    void failsOnADemandOfNothing() {
        upstream.enqueue(StubAnswer.eventStream().thenStayOpen());
        var stream = new RecordingSubscriber<ChatChunk>();

        provider().stream(question().build()).subscribe(stream);
        stream.request(0);
        stream.awaitEnd();

        assertThat(stream.failure().getMessage()).contains("request: 0");
    }

    @Test
    void keepsStreamedReasoningWhereItIsWantedBack() {
        upstream.enqueue(StubAnswer.eventStream("x-request-id: req_8", "x-ratelimit-remaining-requests: 3")
                .thenChunk(events(
                                "{'choices':[{'delta':{'reasoning_content':'I '}}]}",
                                "{'choices':[{'delta':{'reasoning_content':null,'reasoning':'think.'}}]}",
                                HELLO,
                                STOP)
                        .replace('\'', '"'))
                .thenLastChunk());
        var provider = provider(Map.of("preset", "deepseek-like"));

        ChatResponse response =
                wholeOf(RecordingSubscriber.drain(provider.stream(question().build())));

        assertThat(response.providerState()).hasValue(Map.of("reasoning_content", "I think."));
        assertThat(response.requestId()).hasValue("req_8");
        assertThat(response.rateLimits().remainingRequests()).hasValue(3);
    }

    @Test
    void readsSourcesAndCostFromAStream() {
        upstream.enqueue(StubAnswer.eventStream()
                .thenChunk(events(
                                HELLO,
                                "{'choices':[{'delta':{'annotations':[{'type':'url_citation','url_citation':"
                                        + "{'url':'https://a.example','title':'A'}}]}}]}",
                                STOP,
                                "{'choices':[],'usage':{'prompt_tokens':9,'completion_tokens':3,'cost':0.0000021}}")
                        .replace('\'', '"'))
                .thenLastChunk());
        var provider = provider(Map.of("preset", "openrouter-like"));

        ChatResponse response =
                wholeOf(RecordingSubscriber.drain(provider.stream(question().build())));

        assertThat(response.citations()).extracting(Citation::url).containsExactly("https://a.example");
        assertThat(response.reportedCostNanoUsd()).hasValue(2_100);
    }

    @Test
    void namesTheRequestOfAStreamThatFailed() {
        upstream.enqueue(StubAnswer.eventStream("x-request-id: req_9")
                .thenEvent("{\"error\":{\"message\":\"overloaded\"}}")
                .thenLastChunk());

        assertThat(stream(question()).failure().requestId()).hasValue("req_9");
    }

    private ChatResponse answered(String body) {
        upstream.enqueue(
                StubAnswer.eventStream().thenChunk(body.replace('\'', '"')).thenLastChunk());
        return wholeOf(stream(question()));
    }

    private PluginException failed(String body) {
        StubAnswer head = StubAnswer.eventStream();
        upstream.enqueue((body.isEmpty() ? head : head.thenChunk(body.replace('\'', '"'))).thenLastChunk());
        return stream(question()).failure();
    }

    private static String events(String... data) {
        return "data: " + String.join("\n\ndata: ", data) + "\n\ndata: [DONE]\n\n";
    }

    private static String call(String fragment) {
        return "{'choices':[{'delta':{'tool_calls':[{" + fragment.replace("#", "\\\"") + "}]}}]}";
    }

    private static String stop(String reason) {
        return "{'choices':[{'delta':{},'finish_reason':'" + reason + "'}]}";
    }

    private static void requireCalls(ChatResponse response, Tuple... expected) {
        assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.toolCalls())
                .extracting(ToolCall::id, ToolCall::name, ToolCall::arguments)
                .containsExactly(expected);
    }
}
