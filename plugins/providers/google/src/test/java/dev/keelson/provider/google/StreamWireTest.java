package dev.keelson.provider.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Citation;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.testkit.RecordingSubscriber;
import dev.keelson.plugin.testkit.StubAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams, in the frames that Gemini sends and in worse ones. */
class StreamWireTest extends WireCase {
    private static final String HELLO =
            "{'candidates':[{'content':{'parts':[{'text':'Héllo 😀'}],'role':'model'},'index':0}],"
                    + "'usageMetadata':{'promptTokenCount':9,'totalTokenCount':9},'modelVersion':'gemini-3.8-flash','responseId':'r1'}";
    private static final String END = "{'candidates':[{'content':{'parts':[{'text':'!'}],'role':'model'},"
            + "'finishReason':'STOP','index':0}],'usageMetadata':{'promptTokenCount':9,'candidatesTokenCount':3,"
            + "'thoughtsTokenCount':4,'totalTokenCount':16},'modelVersion':'gemini-3.8-flash','responseId':'r1'}";

    @Test
    void readsAStream() {
        ChatResponse response = streamed(events(HELLO, END));

        assertThat(response.content()).isEqualTo("Héllo 😀!");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.model()).isEqualTo("gemini-3.8-flash");
        assertThat(response.responseId()).hasValue("r1");
        assertThat(response.usage().inputTokens()).isEqualTo(9);
        assertThat(response.usage().outputTokens()).isEqualTo(7);
        assertThat(response.usage().reasoningTokens()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    void readsAStreamThatIsCutAnywhere(int size) {
        byte[] bytes = quoted(": ping\r\n\r\n" + events(HELLO, END)).getBytes(StandardCharsets.UTF_8);
        StubAnswer answer = StubAnswer.eventStream();
        for (int start = 0; start < bytes.length; start += size) {
            answer = answer.thenChunk(Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + size)));
        }
        upstream.enqueue(answer.thenLastChunk());

        assertThat(wholeOf(stream(question())).content()).isEqualTo("Héllo 😀!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n", "\r\n\r\n", "\r\r"})
    void readsEveryLineEnd(String end) {
        assertThat(streamed("data: " + HELLO + end + "data:" + END + end).content())
                .isEqualTo("Héllo 😀!");
    }

    @Test
    void takesALastEventWithoutABlankLine() {
        assertThat(streamed("data: " + HELLO + "\r\n\r\ndata: " + END).content())
                .isEqualTo("Héllo 😀!");
    }

    @Test
    void givesOutTextBeforeTheAnswerIsComplete() {
        upstream.enqueue(StubAnswer.eventStream().thenEvent(quoted(HELLO)).thenStayOpen());
        var stream = new RecordingSubscriber<ChatChunk>();

        provider().stream(question().build()).subscribe(stream);
        stream.request(5);
        stream.awaitItem(chunk -> !chunk.textDelta().isEmpty());

        assertThat(textOf(stream)).isEqualTo("Héllo 😀");
        assertThat(stream.ends()).isZero();
        stream.cancel();
    }

    @Test
    void streamsASchemaAnswerAtOnce() {
        upstream.enqueue(new GeminiWire().finishedStream(List.of("{\"a\":", "1}")));

        var stream = stream(question().outputSchema(schema("{'type':'object','properties':{'a':{'type':'integer'}}}")));

        assertThat(stream.items().stream().filter(chunk -> !chunk.textDelta().isEmpty()))
                .hasSizeLessThanOrEqualTo(3);
        assertThat(wholeOf(stream).content()).isEqualTo("{\"a\":1}");
    }

    @Test
    void readsCountsThatFollowTheLastText() {
        ChatResponse response = streamed(events(
                HELLO,
                "{'candidates':[{'finishReason':'STOP'}]}",
                "{'usageMetadata':{'promptTokenCount':11,'candidatesTokenCount':2,'cachedContentTokenCount':5}}"));

        assertThat(response.usage().inputTokens()).isEqualTo(11);
        assertThat(response.usage().outputTokens()).isEqualTo(2);
        assertThat(response.usage().cachedInputTokens()).isEqualTo(5);
    }

    @Test
    void numbersParallelCallsOverTheWholeStream() {
        ChatResponse response = streamed(events(
                call("{'name':'one','args':{'x':1}}"),
                call("{'name':'two','args':{'y':2}},'thoughtSignature':'c2ln'"),
                call("{'id':'c7','name':'three','args':{}}"),
                call("{'name':'four'}"),
                "{'candidates':[{'content':{'parts':[{'text':''}]},'finishReason':'STOP'}]}"));

        assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.toolCalls())
                .extracting(ToolCall::id, ToolCall::name, ToolCall::arguments)
                .containsExactly(
                        tuple("call_0", "one", "{\"x\":1}"),
                        tuple("call_1", "two", "{\"y\":2}"),
                        tuple("c7", "three", "{}"),
                        tuple("call_3", "four", "{}"));
    }

    @Test
    void keepsThoughtsOutOfTheStream() {
        ChatResponse response = streamed(
                events("{'candidates':[{'content':{'parts':[{'text':'secret','thought':true}]}}]}", HELLO, END));

        assertThat(response.content()).isEqualTo("Héllo 😀!");
    }

    @Test
    void gathersTheSourcesOfAllChunks() {
        ChatResponse response = streamed(events(
                HELLO,
                grounding("https://a.example"),
                "{'candidates':[{'finishReason':'STOP','groundingMetadata':{'groundingChunks':"
                        + "[{'web':{'uri':'https://a.example'}},{'web':{'uri':'https://b.example'}}]}}]}"));

        assertThat(response.citations())
                .extracting(Citation::url)
                .containsExactly("https://a.example", "https://b.example");
    }

    @Test
    void reportsABlockedPrompt() {
        ChatResponse response = streamed(events("{'promptFeedback':{'blockReason':'SAFETY'},'usageMetadata':{}}"));

        assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(response.refusal()).hasValue("the prompt was blocked, SAFETY");
    }

    @Test
    void reportsAnAnswerThatIsFilteredOnItsWay() {
        ChatResponse response = streamed(events(HELLO, "{'candidates':[{'finishReason':'RECITATION'}]}"));

        assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(response.content()).isEqualTo("Héllo 😀");
    }

    @Test
    void refusesABrokenCallAtTheEnd() {
        PluginException failure =
                failedStream(events(HELLO, "{'candidates':[{'finishReason':'MALFORMED_FUNCTION_CALL'}]}"));

        assertThat(failure.type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
        assertThat(failure.upstreamCode()).hasValue("MALFORMED_FUNCTION_CALL");
    }

    @Test
    void refusesAnEmptyStop() {
        assertThat(failedStream(events("{'candidates':[{'content':{'parts':[{'text':''}]},'finishReason':'STOP'}]}"))
                        .type())
                .isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @Test
    void neverTakesAStreamWithoutAReasonForAnAnswer() {
        assertThat(failedStream(events(HELLO)).type()).isEqualTo(ErrorType.UNAVAILABLE);
        assertThat(failedStream(events(HELLO, HELLO.replace("'index':0", "'finishReason':'FINISH_REASON_UNSPECIFIED'")))
                        .type())
                .isEqualTo(ErrorType.UNAVAILABLE);
        assertThat(failedStream(events("{'usageMetadata':{'promptTokenCount':9}}"))
                        .type())
                .isEqualTo(ErrorType.UNAVAILABLE);
        assertThat(failedStream("").type()).isEqualTo(ErrorType.UNAVAILABLE);
        assertThat(failedStream(": ping\r\n\r\n").type()).isEqualTo(ErrorType.UNAVAILABLE);
    }

    @Test
    void takesAnAnswerWhoseConnectionBreaksAfterTheReason() {
        upstream.enqueue(StubAnswer.eventStream()
                .thenEvent(quoted(HELLO))
                .thenEvent(quoted(END))
                .thenPause(Duration.ofMillis(100))
                .thenCut());

        assertThat(wholeOf(stream(question())).content()).isEqualTo("Héllo 😀!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':{'code':503,'message':'The model is overloaded. Please try again later.','status':'UNAVAILABLE'}}",
                "[{'error':{'code':503,'message':'The model is overloaded.','status':'UNAVAILABLE'}}]",
                "{'error':{'message':'overloaded'}}",
                "{'error':'overloaded'}"
            })
    void findsErrorsInsideTheStream(String error) {
        PluginException failure = failedStream(events(HELLO, error));

        assertThat(failure.type()).isEqualTo(ErrorType.UNAVAILABLE);
        assertThat(failure.getMessage()).contains("overloaded");
    }

    @Test
    void readsTheWaitOfAnErrorInsideTheStream() {
        PluginException failure = failedStream(
                events(
                        HELLO,
                        "{'error':{'code':429,'message':'x','status':"
                                + "'RESOURCE_EXHAUSTED','details':[{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'3s'}]}}"));

        assertThat(failure.type()).isEqualTo(ErrorType.RATE_LIMITED);
        assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(3));
    }

    @Test
    void failsOnAnErrorAfterTheReason() {
        assertThat(failedStream(events(HELLO, END, "{'error':{'code':500,'message':'late','status':'INTERNAL'}}"))
                        .type())
                .isEqualTo(ErrorType.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: {'candidates':\n\n", "data: 7\n\n", "data: <html>\n\n"})
    void refusesEventsThatAreNoResponses(String event) {
        assertThat(failedStream(event).type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @Test
    void readsAListWhereAStreamWasExpected() {
        upstream.enqueue(answer("[" + HELLO + ",\r\n" + END + "]"));

        assertThat(wholeOf(stream(question())).content()).isEqualTo("Héllo 😀!");
    }

    @Test
    void neverTakesAListWithoutAReasonForAnAnswer() {
        upstream.enqueue(answer("[" + HELLO + "]"));
        upstream.enqueue(answer("[" + HELLO + ",{'error':{'code':503,'message':'x','status':'UNAVAILABLE'}}]"));

        assertThat(stream(question()).failure().type()).isEqualTo(ErrorType.UNAVAILABLE);
        assertThat(stream(question()).failure().type()).isEqualTo(ErrorType.UNAVAILABLE);
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
    void boundsTheNumberOfParts() {
        assertThat(failedStream(events("{'candidates':[{'content':{'parts':["
                                + "{'text':'x','thoughtSignature':'eA=='},".repeat(2_100) + "{'text':'x'}]}}]}"))
                        .type())
                .isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    private ChatResponse streamed(String body) {
        upstream.enqueue(StubAnswer.eventStream().thenChunk(quoted(body)).thenLastChunk());
        return wholeOf(stream(question()));
    }

    private PluginException failedStream(String body) {
        StubAnswer head = StubAnswer.eventStream();
        upstream.enqueue((body.isEmpty() ? head : head.thenChunk(quoted(body))).thenLastChunk());
        return stream(question()).failure();
    }

    private static String events(String... data) {
        return "data: " + String.join("\r\n\r\ndata: ", data) + "\r\n\r\n";
    }

    private static String call(String function) {
        return "{'candidates':[{'content':{'parts':[{'functionCall':" + function + "}],'role':'model'},'index':0}]}";
    }

    private static String grounding(String url) {
        return "{'candidates':[{'groundingMetadata':{'groundingChunks':[{'web':{'uri':'" + url + "'}}]}}]}";
    }
}
