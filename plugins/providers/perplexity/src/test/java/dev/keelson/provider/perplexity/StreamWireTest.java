package dev.keelson.provider.perplexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Citation;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.testkit.RecordingSubscriber;
import dev.keelson.plugin.testkit.StubAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of the Agent API. */
class StreamWireTest extends WireCase {
    private static final String CREATED = "{'type':'response.created','sequence_number':0,'response':{'id':'resp_1',"
            + "'model':'perplexity/sonar','status':'in_progress','output':[],'error':null,'usage':null}}";
    private static final String MESSAGE =
            "{'type':'message','content':[{'type':'output_text','text':'Héllo 😀','annotations':[]}]}";
    private static final String COMPLETED = completed("[" + MESSAGE + "]");

    @Test
    void readsAStreamFromItsFirstToItsLastEvent() {
        ChatResponse response = answered(
                question().webSearch(true),
                events(
                        CREATED,
                        "{'type':'response.in_progress','response':null}",
                        "{'type':'response.reasoning.started','thought':'hm'}",
                        "{'type':'response.reasoning.search_queries','queries':['keel'],'thought':null}",
                        "{'type':'response.reasoning.search_results','results':[{'url':'https://a.example','title':'A'}]}",
                        "{'type':'response.reasoning.fetch_url_queries','urls':['https://a.example']}",
                        "{'type':'response.reasoning.fetch_url_results','contents':[{'url':'https://a.example'}]}",
                        "{'type':'response.reasoning.stopped'}",
                        "{'type':'response.skill.loaded','skill':'x'}",
                        "{'type':'response.output_item.added','output_index':1,'item':{'type':'message'}}",
                        delta("Héllo "),
                        delta("😀"),
                        "{'type':'response.output_text.done','text':'Héllo 😀'}",
                        "{'type':'response.output_item.done','output_index':1,'item':" + MESSAGE + "}",
                        completed("[{'type':'search_results','results':[{'url':'https://a.example','title':'A'}]},"
                                + MESSAGE
                                + "]")));

        assertThat(response.content()).isEqualTo("Héllo 😀");
        assertThat(response.responseId()).hasValue("resp_1");
        assertThat(response.citations())
                .extracting(Citation::url, citation -> citation.title().orElse(""))
                .containsExactly(tuple("https://a.example", "A"));
        assertThat(response.usage().inputTokens()).isEqualTo(9);
        assertThat(response.usage().cachedInputTokens()).isEqualTo(2);
        assertThat(response.reportedCostNanoUsd()).hasValue(5_100_000);
        assertThat(response.notes()).isEmpty();
    }

    @Test
    void givesOutTextBeforeTheAnswerIsComplete() {
        upstream.enqueue(
                StubAnswer.eventStream().thenEvent(quoted(delta("Héllo"))).thenStayOpen());
        var stream = new RecordingSubscriber<ChatChunk>();

        provider().stream(question().build()).subscribe(stream);
        stream.request(5);
        stream.awaitItem(chunk -> !chunk.textDelta().isEmpty());

        assertThat(textOf(stream)).isEqualTo("Héllo");
        assertThat(stream.ends()).isZero();
        stream.cancel();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void takesEveryLineEnd(String end) {
        String body = String.join(
                end,
                ": ping",
                "",
                "event: response.output_text.delta",
                "data:" + delta("Héllo 😀"),
                "",
                "data: " + COMPLETED,
                "",
                "");

        assertThat(answered(body).content()).isEqualTo("Héllo 😀");
    }

    @Test
    void doesNotCareWhereTheNetworkCuts() {
        byte[] bytes = quoted(events(delta("Héllo 😀"), COMPLETED)).getBytes(StandardCharsets.UTF_8);
        StubAnswer answer = StubAnswer.eventStream();
        for (byte each : bytes) {
            answer = answer.thenChunk(new byte[] {each});
        }
        upstream.enqueue(answer.thenLastChunk());

        assertThat(wholeOf(stream(question())).content()).isEqualTo("Héllo 😀");
    }

    @Test
    void takesTheTypeFromTheNameOfTheEvent() {
        String body = "event: response.output_text.delta\ndata: {'delta':'Hi'}\n\nevent: response.completed\ndata: "
                + "{'response':{'output':[{'type':'message','content':[{'type':'output_text','text':'Hi'}]}]}}\n\n";

        assertThat(answered(body).content()).isEqualTo("Hi");
    }

    @Test
    void putsTheAnswerTogetherWhenTheLastEventIsEmpty() {
        ChatResponse response = answered(
                question().webSearch(true),
                events(
                        CREATED,
                        "{'type':'response.reasoning.search_results','results':[{'url':'https://a.example'}]}",
                        delta("Hi"),
                        "{'type':'response.output_item.done','output_index':0,'item':{'type':'message','content':"
                                + "[{'type':'output_text','text':'Hi'}]}}",
                        "{'type':'response.completed','response':null}"));

        assertThat(response.content()).isEqualTo("Hi");
        assertThat(response.responseId()).hasValue("resp_1");
        assertThat(response.model()).isEqualTo("perplexity/sonar");
        assertThat(response.citations()).extracting(Citation::url).containsExactly("https://a.example");
        assertThat(response.notes()).isEmpty();
    }

    @Test
    void keepsTextThatOnlyTheDeltasHad() {
        assertThat(answered(events(delta("Hi"), completed("[]"))).content()).isEqualTo("Hi");
        assertThat(answered(events(delta("Hi"), completed("null"))).content()).isEqualTo("Hi");
    }

    @Test
    void addsTextThatOnlyTheEndHad() {
        assertThat(answered(events(delta("Hé"), COMPLETED)).content()).isEqualTo("Héllo 😀");
        assertThat(answered(events(COMPLETED)).content()).isEqualTo("Héllo 😀");
    }

    @Test
    void standsByTheTextThatHasGoneOut() {
        assertThat(answered(events(delta("Something else"), COMPLETED)).content())
                .isEqualTo("Something else");
    }

    @Test
    void readsStreamedToolCallsWithTheirSignatures() {
        String call = "{'type':'function_call','call_id':'c1','name':'now','arguments':'{}','thought_signature':'s'}";

        ChatResponse response = answered(events(
                CREATED,
                "{'type':'response.output_item.done','output_index':0,'item':" + call + "}",
                "{'type':'response.completed','response':{'status':'requires_action','output':null}}"));

        assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.toolCalls())
                .extracting(ToolCall::id, ToolCall::name, ToolCall::arguments)
                .containsExactly(tuple("c1", "now", "{}"));
        assertThat(response.providerState()).hasValue(Map.of("thought_signatures", Map.of("c1", "s")));
    }

    @Test
    void reportsACutAnswer() {
        ChatResponse response =
                answered(events(delta("Hi"), "{'type':'response.incomplete','response':{'output':[]}}"));

        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {'type':'response.failed','error':{'message':'Rate limit','code':'rate_limit_exceeded'}}\n\n",
                "data: {'type':'response.failed','response':{'status':'failed','error':"
                        + "{'message':'Rate limit','type':'rate_limit_error'}}}\n\n",
                "data: {'type':'response.completed','response':{'status':'failed','error':"
                        + "{'message':'Rate limit','code':429}}}\n\n",
                "data: {'type':'error','message':'Rate limit','code':'rate_limited'}\n\n",
                "data: {'error':{'message':'Rate limit','code':429}}\n\n",
                "event: error\ndata: {'error':{'message':'Rate limit','code':429}}\n\n"
            })
    void findsErrorsInsideTheStream(String event) {
        PluginException failure = failed("data: " + delta("Hi") + "\n\n" + event);

        assertThat(failure.type()).isEqualTo(ErrorType.RATE_LIMITED);
        assertThat(failure.getMessage()).contains("Rate limit");
    }

    @Test
    void takesAFailureWithoutWordsForOneOfTheUpstream() {
        assertThat(failed("data: {'type':'response.failed','error':null}\n\n").type())
                .isEqualTo(ErrorType.UNAVAILABLE);
    }

    @Test
    void doesNotTakeTheTypeOfAnEventForACode() {
        assertThat(failed("data: {'type':'error','message':'x'}\n\n").upstreamCode())
                .isEmpty();
    }

    @Test
    void readsAnErrorEventThatIsNoJson() {
        PluginException failure = failed("event: error\ndata: upstream said " + KEY + "\n\n");

        assertThat(failure.type()).isEqualTo(ErrorType.UNAVAILABLE);
        assertThat(failure.getMessage()).contains("upstream said ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "data: {'type':'response.output_text.delta','delta':'Hi'}\n\n",
                "data: {'type':'response.output_text.delta','delta':'Hi'}\n\ndata: [DONE]\n\n",
                "data: {'type':'response.output_text.done','text':'Hi'}\n\n"
            })
    void neverTakesACutStreamForAnAnswer(String body) {
        assertThat(failed(body).type()).isEqualTo(ErrorType.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: {'type':\n\n", "data: [1]\n\n", "data: <html>\n\n"})
    void refusesEventsThatAreNoObjects(String event) {
        assertThat(failed(event).type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @Test
    void takesAnEndWithoutItsBlankLine() {
        assertThat(answered("data: " + delta("Héllo 😀") + "\n\ndata: " + COMPLETED)
                        .content())
                .isEqualTo("Héllo 😀");
    }

    @Test
    void ignoresWhatFollowsTheEnd() {
        assertThat(answered(events(COMPLETED, "{'error':{'message':'late'}}", "[DONE]"))
                        .content())
                .isEqualTo("Héllo 😀");
    }

    @Test
    void takesAnAnswerWhoseConnectionBreaksAfterItsEnd() {
        upstream.enqueue(StubAnswer.eventStream()
                .thenChunk(quoted(events(delta("Héllo 😀"), COMPLETED)))
                .thenPause(Duration.ofMillis(100))
                .thenCut());

        assertThat(wholeOf(stream(question())).content()).isEqualTo("Héllo 😀");
    }

    @Test
    void takesAWholeAnswerInsteadOfAStream() {
        upstream.enqueue(new AgentWire().text("all at once"));

        assertThat(wholeOf(stream(question())).content()).isEqualTo("all at once");
    }

    @Test
    void streamsWhatTheSchemaAllowsAndNotWhatWasSent() {
        upstream.enqueue(new AgentWire().finishedStream(List.of("{\"a\":1,", "\"b\":null}")));

        var stream = stream(question("{'type':'object','properties':{'a':{'type':'integer'},'b':{'type':'string'}}}"));

        assertThat(wholeOf(stream).content()).isEqualTo("{\"a\":1}");
    }

    @Test
    void boundsTheLengthOfAnEvent() {
        upstream.enqueue(StubAnswer.eventStream()
                .thenChunk("data: ")
                .thenChunk("x".repeat(5 << 20))
                .thenStayOpen());

        assertThat(stream(question()).failure().type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    private ChatResponse answered(String body) {
        return answered(question(), body);
    }

    private ChatResponse answered(ChatRequest.Builder request, String body) {
        upstream.enqueue(StubAnswer.eventStream().thenChunk(quoted(body)).thenLastChunk());
        return wholeOf(stream(request));
    }

    private PluginException failed(String body) {
        StubAnswer head = StubAnswer.eventStream();
        upstream.enqueue((body.isEmpty() ? head : head.thenChunk(quoted(body))).thenLastChunk());
        return stream(question()).failure();
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }

    private static String events(String... data) {
        return "data: " + String.join("\n\ndata: ", data) + "\n\n";
    }

    private static String delta(String text) {
        return "{'type':'response.output_text.delta','item_id':'m','output_index':1,'content_index':0,'delta':'" + text
                + "'}";
    }

    private static String completed(String output) {
        return "{'type':'response.completed','response':{'id':'resp_1','model':'perplexity/sonar','status':'completed',"
                + "'output':" + output + ",'usage':{'input_tokens':9,'output_tokens':3,'input_tokens_details':"
                + "{'cache_read_input_tokens':2},'cost':{'total_cost':0.0051,'currency':'USD'}}}}";
    }
}
