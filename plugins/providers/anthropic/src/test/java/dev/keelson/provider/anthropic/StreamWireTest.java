package dev.keelson.provider.anthropic;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of the upstream and of what stands in front of it. */
class StreamWireTest extends WireCase {
    private static final String START = "{'type':'message_start','message':{'id':'msg_1','model':'claude-x',"
            + "'content':[],'usage':{'input_tokens':10,'cache_read_input_tokens':5,'output_tokens':1}}}";
    private static final String TEXT =
            "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}";
    private static final String HALLO = delta(0, "{'type':'text_delta','text':'Héllo 😀'}");
    private static final String STOP_0 = "{'type':'content_block_stop','index':0}";
    private static final String END =
            "{'type':'message_delta','delta':{'stop_reason':'end_turn'}," + "'usage':{'output_tokens':9}}";
    private static final String STOP = "{'type':'message_stop'}";
    private static final List<String> HELLO_EVENTS = List.of(START, TEXT, HALLO, STOP_0, END, STOP);

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void takesEveryLineEnd(String end) {
        StringBuilder body = new StringBuilder();
        HELLO_EVENTS.forEach(
                data -> body.append("data:").append(data).append(end).append(end));

        assertThat(answered(body.toString()).content()).isEqualTo("Héllo 😀");
        assertThat(sent("stream")).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 4_096})
    void doesNotCareWhereTheNetworkCuts(int size) {
        byte[] bytes = quoted(events(HELLO_EVENTS)).getBytes(StandardCharsets.UTF_8);
        StubAnswer answer = StubAnswer.eventStream();
        for (int from = 0; from < bytes.length; from += size) {
            answer = answer.thenChunk(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size)));
        }
        upstream.enqueue(answer.thenLastChunk());

        assertThat(wholeOf(stream(question())).content()).isEqualTo("Héllo 😀");
    }

    @Test
    void skipsHeartbeatsCommentsAndWhatItDoesNotKnow() {
        String body = String.join(
                "\n\n",
                ": comment",
                "event: ping\ndata: {'type':'ping'}",
                "data: " + START,
                "event: heartbeat\ndata: not JSON",
                "data: {'type':'brand_new','x':1}",
                "data: " + TEXT,
                "data: " + delta(0, "{'type':'brand_new_delta','text':'no'}"),
                "data: " + delta(7, "{'type':'text_delta','text':'no'}"),
                "event: content_block_delta\ndata: " + HALLO,
                "data: {'no':'type'}",
                "data: " + STOP_0,
                "data: " + END,
                "data: [DONE]",
                "event: message_stop\ndata: {}",
                "");

        assertThat(answered(body).content()).isEqualTo("Héllo 😀");
    }

    @Test
    void overwritesUsageInsteadOfAddingIt() {
        ChatResponse response = answered(events(List.of(
                START,
                TEXT,
                HALLO,
                STOP_0,
                "{'type':'message_delta','delta':{},'usage':{'output_tokens':4}}",
                "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':9,"
                        + "'cache_creation_input_tokens':7,'input_tokens':null,"
                        + "'output_tokens_details':{'thinking_tokens':3}}}",
                STOP)));

        assertThat(response.usage().inputTokens()).isEqualTo(22);
        assertThat(response.usage().cachedInputTokens()).isEqualTo(5);
        assertThat(response.usage().cacheWriteTokens()).isEqualTo(7);
        assertThat(response.usage().outputTokens()).isEqualTo(9);
        assertThat(response.usage().reasoningTokens()).isEqualTo(3);
        assertThat(response.model()).isEqualTo("claude-x");
        assertThat(response.responseId()).hasValue("msg_1");
    }

    @Test
    void putsCallsTogetherFromFragments() {
        ChatResponse response = answered(events(List.of(
                START,
                call(0, "toolu_1", "{}"),
                delta(0, "{'type':'input_json_delta','partial_json':''}"),
                call(1, "toolu_2", "{}"),
                delta(0, "{'type':'input_json_delta','partial_json':'{\\u0022a\\u0022: '}"),
                delta(1, "{'type':'input_json_delta','partial_json':''}"),
                delta(0, "{'type':'input_json_delta','partial_json':'[1]}'}"),
                STOP_0,
                "{'type':'content_block_stop','index':1}",
                call(2, "toolu_3", "{'given':true}"),
                "{'type':'content_block_stop','index':2}",
                end("tool_use"),
                STOP)));

        assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.toolCalls())
                .extracting(ToolCall::id, ToolCall::arguments)
                .containsExactly(
                        tuple("toolu_1", "{\"a\": [1]}"), tuple("toolu_2", "{}"), tuple("toolu_3", "{\"given\":true}"));
        assertThat(response.providerState()).isEmpty();
    }

    @Test
    void handsOnArgumentsThatTheModelBroke() {
        ChatResponse response = answered(events(List.of(
                START,
                call(0, "toolu_1", "{}"),
                delta(0, "{'type':'input_json_delta','partial_json':'{oops'}"),
                STOP_0,
                end("tool_use"),
                STOP)));

        assertThat(response.toolCalls())
                .singleElement()
                .extracting(ToolCall::arguments)
                .isEqualTo("{oops");
    }

    @Test
    void makesNoCallThatWasCut() {
        ChatResponse response = answered(events(List.of(
                START,
                TEXT,
                HALLO,
                STOP_0,
                call(1, "toolu_1", "{}"),
                delta(1, "{'type':'input_json_delta','partial_json':'{'}"),
                end("max_tokens"),
                STOP)));

        assertThat(response.toolCalls()).isEmpty();
        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.content()).isEqualTo("Héllo 😀");
    }

    @Test
    void keepsThinkingAndItsSignatureButDoesNotShowIt() {
        ChatResponse response = answered(events(List.of(
                START,
                "{'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':'',"
                        + "'signature':''}}",
                delta(0, "{'type':'thinking_delta','thinking':'First, '}"),
                delta(0, "{'type':'thinking_delta','thinking':'look.'}"),
                delta(0, "{'type':'signature_delta','signature':'c2ln'}"),
                STOP_0,
                "{'type':'content_block_start','index':1,'content_block':{'type':'redacted_thinking','data':'RA=='}}",
                "{'type':'content_block_stop','index':1}",
                "{'type':'content_block_start','index':2,'content_block':{'type':'text','text':'He'}}",
                delta(2, "{'type':'text_delta','text':'llo'}"),
                "{'type':'content_block_stop','index':2}",
                END,
                STOP)));

        assertThat(response.content()).isEqualTo("Hello");
        assertThat(response.providerState())
                .hasValue(object("{'content':[{'type':'thinking','thinking':'First, look.','signature':'c2ln'},"
                        + "{'type':'redacted_thinking','data':'RA=='},{'type':'text','text':'Hello'}]}"));
    }

    @Test
    void keepsASearchAndNamesItsSources() {
        ChatResponse response = answered(events(List.of(
                START,
                "{'type':'content_block_start','index':0,'content_block':{'type':'server_tool_use','id':'srv_1',"
                        + "'name':'web_search','input':{}}}",
                delta(0, "{'type':'input_json_delta','partial_json':'{\\u0022query\\u0022:\\u0022x\\u0022}'}"),
                STOP_0,
                "{'type':'content_block_start','index':1,'content_block':{'type':'web_search_tool_result',"
                        + "'tool_use_id':'srv_1','content':[]}}",
                "{'type':'content_block_stop','index':1}",
                "{'type':'content_block_start','index':2,'content_block':{'type':'text','text':'','citations':[]}}",
                delta(2, "{'type':'citations_delta','citation':{'url':'https://a.test/','title':'A'}}"),
                delta(2, "{'type':'text_delta','text':'Rain.'}"),
                "{'type':'content_block_stop','index':2}",
                END,
                STOP)));

        assertThat(response.toolCalls()).isEmpty();
        assertThat(response.citations()).extracting(Citation::url).containsExactly("https://a.test/");
        assertThat(response.providerState().orElseThrow().toString())
                .contains("input={query=x}", "web_search_tool_result", "url=https://a.test/");
    }

    @Test
    void explainsARefusalInAStream() {
        ChatResponse response = answered(events(List.of(
                START,
                "{'type':'message_delta','delta':{'stop_reason':'refusal','stop_details':{'type':'refusal',"
                        + "'category':'bio','explanation':'No.'}},'usage':{'output_tokens':0}}",
                STOP)));

        assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(response.refusal()).hasValue("No.");
        assertThat(response.content()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, UNAVAILABLE",
        "api_error, UNAVAILABLE",
        "timeout_error, UNAVAILABLE",
        "rate_limit_error, RATE_LIMITED",
        "invalid_request_error, INVALID_REQUEST",
        "authentication_error, AUTHENTICATION",
        "billing_error, QUOTA_EXHAUSTED",
        "new_error, UNAVAILABLE"
    })
    void reportsAnErrorInsideOfAStream(String type, ErrorType expected) {
        String error = "{'type':'error','error':{'type':'" + type + "','message':'broken'}}";
        for (String event : List.of("event: error\ndata: ", "data: ")) {
            PluginException failure = failed(events(List.of(START, TEXT, HALLO)) + event + error + "\n\n");

            assertThat(failure.type()).isEqualTo(expected);
            assertThat(failure.upstreamCode()).hasValue(type);
            assertThat(failure.requestId()).hasValue("req_7");
        }
    }

    @Test
    void reportsAnErrorThatIsNoJson() {
        assertThat(failed(events(List.of(START)) + "event: error\ndata: upstream gone\n\n")
                        .type())
                .isEqualTo(ErrorType.UNAVAILABLE);
    }

    @Test
    void neverTakesACutStreamForAnAnswer() {
        List<String> soFar = new ArrayList<>();
        for (String event : HELLO_EVENTS.subList(0, HELLO_EVENTS.size() - 1)) {
            soFar.add(event);

            PluginException failure = failed(events(soFar));

            assertThat(failure.type()).isEqualTo(ErrorType.UNAVAILABLE);
            assertThat(failure.requestId()).hasValue("req_7");
        }
    }

    @Test
    void takesAStreamThatBreaksAfterItsEnd() {
        upstream.enqueue(
                StubAnswer.eventStream().thenChunk(quoted(events(HELLO_EVENTS))).thenCut());

        assertThat(wholeOf(stream(question())).content()).isEqualTo("Héllo 😀");
    }

    @Test
    void callsAStreamMalformedThatIsNoJson() {
        assertThat(failed("data: {broken\n\n").type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
        assertThat(failed("data: " + STOP + "\n\n").type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @Test
    void takesAWholeAnswerThatCameInsteadOfAStream() {
        upstream.enqueue(StubAnswer.of(200, "application/json", quoted(HELLO), "request-id: req_7"));

        ChatResponse response = wholeOf(stream(question()));

        assertThat(response.content()).isEqualTo("Hello");
        assertThat(response.requestId()).hasValue("req_7");
    }

    @Test
    void givesOutTextBeforeTheAnswerIsComplete() {
        upstream.enqueue(StubAnswer.eventStream()
                .thenChunk(quoted(events(List.of(START, TEXT, HALLO))))
                .thenStayOpen());
        var stream = new RecordingSubscriber<ChatChunk>();

        provider().stream(question().build()).subscribe(stream);
        stream.request(5);
        stream.awaitItems(1);

        assertThat(textOf(stream)).isEqualTo("Héllo 😀");
        assertThat(stream.ends()).isZero();
        stream.cancel();
    }

    /** The answer to a request for a stream. */
    @Override
    ChatResponse answered(String body) {
        upstream.enqueue(StubAnswer.eventStream("request-id: req_7")
                .thenChunk(quoted(body))
                .thenLastChunk());
        ChatResponse response = wholeOf(stream(question()));
        assertThat(response.requestId()).hasValue("req_7");
        return response;
    }

    private PluginException failed(String body) {
        upstream.enqueue(StubAnswer.eventStream("request-id: req_7")
                .thenChunk(quoted(body))
                .thenLastChunk());
        RecordingSubscriber<ChatChunk> stream = stream(question());
        assertThat(stream.items()).noneMatch(chunk -> chunk.response().isPresent());
        return stream.failure();
    }

    private static String events(List<String> all) {
        StringBuilder body = new StringBuilder();
        all.forEach(data -> body.append("data: ").append(data).append("\n\n"));
        return body.toString();
    }

    private static String call(int index, String id, String input) {
        return "{'type':'content_block_start','index':" + index + ",'content_block':{'type':'tool_use','id':'" + id
                + "','name':'find-order','input':" + input + "}}";
    }

    private static String delta(int index, String delta) {
        return "{'type':'content_block_delta','index':" + index + ",'delta':" + delta + "}";
    }

    private static String end(String reason) {
        return END.replace("end_turn", reason);
    }
}
