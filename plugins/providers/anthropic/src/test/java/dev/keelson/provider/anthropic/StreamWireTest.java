package dev.keelson.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Citation;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.testkit.RecordingSubscriber;
import dev.keelson.plugin.testkit.StubAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of the upstream and of what stands in front of it. */
class StreamWireTest extends StreamCase {
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
    void keepsBlocksApartThatAGatewayGaveTheSameIndex() {
        ChatResponse response = answered(events(List.of(START, TEXT, HALLO, STOP_0, TEXT, HALLO, STOP_0, END, STOP)));

        assertThat(response.content()).isEqualTo("Héllo 😀Héllo 😀");
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
        stream.awaitItem(chunk -> !chunk.textDelta().isEmpty());

        assertThat(textOf(stream)).isEqualTo("Héllo 😀");
        assertThat(stream.ends()).isZero();
        stream.cancel();
    }

    private static String call(int index, String id, String input) {
        return "{'type':'content_block_start','index':" + index + ",'content_block':{'type':'tool_use','id':'" + id
                + "','name':'find-order','input':" + input + "}}";
    }

    private static String end(String reason) {
        return END.replace("end_turn", reason);
    }
}
