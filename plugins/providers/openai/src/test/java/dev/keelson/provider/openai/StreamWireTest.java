package dev.keelson.provider.openai;

import static dev.keelson.provider.openai.AnswerWireTest.message;
import static dev.keelson.provider.openai.AnswerWireTest.response;
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
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of the Responses API. */
class StreamWireTest extends WireCase {
    private static final String OPENED =
            "{'type':'response.output_item.added','output_index':0,'item':{'id':'msg_1','type':'message','content':[]}}";

    @Test
    void readsAWholeStream() {
        ChatResponse response = answered(
                "{'type':'response.created','sequence_number':0,'response':{'id':'resp_1','status':'in_progress',"
                        + "'error':null,'output':[]}}",
                "{'type':'response.in_progress','sequence_number':1,'response':{'status':'in_progress'}}",
                "{'type':'response.output_item.added','output_index':0,'item':{'id':'rs_1','type':'reasoning',"
                        + "'summary':[],'encrypted_content':'early'}}",
                "{'type':'response.reasoning_summary_text.delta','output_index':0,'delta':'thinking'}",
                "{'type':'response.output_item.done','output_index':0,'item':{'id':'rs_1','type':'reasoning',"
                        + "'summary':[],'encrypted_content':'final'}}",
                "{'type':'response.output_item.added','output_index':1,'item':{'id':'msg_1','type':'message'}}",
                "{'type':'response.content_part.added','output_index':1,'content_index':0,'part':{'type':'output_text'}}",
                "{'type':'response.output_text.delta','output_index':1,'delta':'Hel','obfuscation':'9f'}",
                "{'type':'response.output_text.delta','output_index':1,'delta':'lo','logprobs':[]}",
                "{'type':'response.output_text.annotation.added','output_index':1,'annotation':{'type':'url_citation',"
                        + "'url':'https://a.test/'}}",
                "{'type':'response.output_text.done','output_index':1,'text':'Hello'}",
                "{'type':'response.output_item.done','output_index':1,'item':{'type':'message','content':"
                        + "[{'type':'output_text','text':'Hello','annotations':[{'type':'url_citation',"
                        + "'url':'https://a.test/','title':'A'}]}]}}",
                "{'type':'response.completed','sequence_number':12,'response':{'id':'resp_1','status':'completed',"
                        + "'model':'gpt-6.2-sol-2026-11-17','output':[{'id':'rs_1','type':'reasoning','summary':[]},"
                        + message("Hello") + "],'usage':{'input_tokens':9,'output_tokens':30,"
                        + "'output_tokens_details':{'reasoning_tokens':25}}}}");

        assertThat(response.content()).isEqualTo("Hello");
        assertThat(response.model()).isEqualTo("gpt-6.2-sol-2026-11-17");
        assertThat(response.responseId()).hasValue("resp_1");
        assertThat(response.usage().reasoningTokens()).isEqualTo(25);
        assertThat(response.citations()).extracting(Citation::url).containsExactly("https://a.test/");
        assertThat(response.providerState().orElseThrow().toString())
                .contains("final")
                .doesNotContain("early");
    }

    @Test
    void doesNotCareWhereTheNetworkCuts() {
        byte[] bytes = quoted(": ping\r\n\r\nevent: response.output_item.added\r\ndata:" + OPENED
                        + "\r\n\r\ndata: " + delta(0, "Héllo 😀") + "\r\n\r\ndata: " + completed(message("Héllo 😀"))
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        for (int size : new int[] {1, 2, 7, 64}) {
            StubAnswer answer = StubAnswer.eventStream();
            for (int i = 0; i < bytes.length; i += size) {
                answer = answer.thenChunk(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + size)));
            }
            upstream.enqueue(answer.thenLastChunk());

            assertThat(wholeOf(stream(question())).content()).isEqualTo("Héllo 😀");
        }
    }

    @Test
    void givesOutTextBeforeTheAnswerIsComplete() {
        upstream.enqueue(StubAnswer.eventStream()
                .thenEvent(quoted(OPENED))
                .thenEvent(quoted(delta(0, "Hello")))
                .thenStayOpen());
        var stream = new RecordingSubscriber<ChatChunk>();

        provider().stream(question().build()).subscribe(stream);
        stream.request(5);
        stream.awaitItem(chunk -> !chunk.textDelta().isEmpty());

        assertThat(textOf(stream)).isEqualTo("Hello");
        assertThat(stream.ends()).isZero();
        stream.cancel();
    }

    @Test
    void numbersCallsByTheirOutputIndexAndNotByArrival() {
        ChatResponse response = answered(
                "{'type':'response.output_item.added','output_index':1,'item':" + call("b", "two", "") + "}",
                "{'type':'response.output_item.added','output_index':0,'item':" + call("a", "one", "") + "}",
                "{'type':'response.function_call_arguments.delta','output_index':1,'delta':'{}'}",
                "{'type':'response.function_call_arguments.delta','output_index':0,'delta':'{\\'x\\':1}'}",
                "{'type':'response.output_item.done','output_index':1,'item':" + call("b", "two", "{}") + "}",
                completed(""));

        assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.toolCalls())
                .extracting(ToolCall::id, ToolCall::name, ToolCall::arguments)
                .containsExactly(tuple("a", "one", "{\"x\":1}"), tuple("b", "two", "{}"));
    }

    @Test
    void sendsTextOfALaterMessageOnlyAfterTheEarlierOne() {
        ChatResponse response = answered(
                OPENED,
                "{'type':'response.output_item.added','output_index':1,'item':{'type':'message'}}",
                delta(0, "one "),
                delta(1, "two"),
                delta(0, "more "),
                completed(message("one more ") + "," + message("two")));

        assertThat(response.content()).isEqualTo("one more two");
    }

    @Test
    void doesNotStreamRemarks() {
        ChatResponse response = answered(
                "{'type':'response.output_item.added','output_index':0,'item':{'type':'message','phase':'commentary'}}",
                delta(0, "Let me look."),
                "{'type':'response.output_item.done','output_index':0,'item':{'type':'message','phase':'commentary',"
                        + "'content':[{'type':'output_text','text':'Let me look.'}]}}",
                "{'type':'response.output_item.added','output_index':1,'item':{'type':'message','phase':'final_answer'}}",
                delta(1, "42"),
                completed(""));

        assertThat(response.content()).isEqualTo("42");
    }

    @Test
    void readsAStreamedRefusal() {
        ChatResponse response = answered(
                OPENED,
                "{'type':'response.refusal.delta','output_index':0,'delta':'I can'}",
                "{'type':'response.refusal.delta','output_index':0,'delta':' not.'}",
                "{'type':'response.refusal.done','output_index':0,'refusal':'I can not.'}",
                completed(""));

        assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(response.refusal()).hasValue("I can not.");
        assertThat(response.content()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"max_output_tokens, LENGTH", "content_filter, CONTENT_FILTER"})
    void readsAnIncompleteAnswer(String reason, FinishReason expected) {
        ChatResponse response = answered(
                OPENED,
                delta(0, "half"),
                "{'type':'response.incomplete','response':{'status':'incomplete','incomplete_details':{'reason':'"
                        + reason + "'},'output':[],'usage':{'input_tokens':5,'output_tokens':2}}}");

        assertThat(response.finishReason()).isEqualTo(expected);
        assertThat(response.content()).isEqualTo("half");
        assertThat(response.usage().outputTokens()).isEqualTo(2);
    }

    @Test
    void streamsTextThatOnlyTheLastEventHas() {
        assertThat(answered(completed(message("Hello"))).content()).isEqualTo("Hello");
    }

    @Test
    void refusesAnEndThatContradictsWhatWasStreamed() {
        assertThat(failed(OPENED, delta(0, "Hello"), completed(message("Bye"))).type())
                .isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @Test
    void holdsTextBackThatHasToBeRewritten() {
        String text = "{\\'a\\':null}";
        upstream.enqueue(events(OPENED, delta(0, text), completed(message(text))));

        var stream = stream(question().outputSchema(schema("{'type':'object','properties':{'a':{'type':'string'}}}")));

        assertThat(wholeOf(stream).content()).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "server_error, UNAVAILABLE",
        "rate_limit_exceeded, RATE_LIMITED",
        "insufficient_quota, QUOTA_EXHAUSTED",
        "context_length_exceeded, CONTEXT_LENGTH",
        "cyber_policy, CONTENT_FILTER",
        "brand_new, UNAVAILABLE"
    })
    void findsErrorsInsideAStream(String code, ErrorType expected) {
        String body = "'code':'" + code + "','message':'Key " + KEY + "','param':null";
        List<String> errors = List.of(
                "{'type':'error'," + body + ",'sequence_number':3}",
                "{'type':'error','error':{'type':'x'," + body + "}}",
                "{'type':'response.failed','response':{'status':'failed','error':{" + body + "},'output':[]}}");
        for (String error : errors) {
            PluginException failure = failed(OPENED, delta(0, "half"), error);

            assertThat(failure.type()).as(error).isEqualTo(expected);
            assertThat(failure.upstreamCode()).hasValue(code);
            assertThat(failure).hasMessageNotContaining(KEY);
        }
    }

    @Test
    void takesAnErrorEventThatIsNoJson() {
        upstream.enqueue(StubAnswer.eventStream()
                .thenChunk("event: error\ndata: upstream connect error\n\n")
                .thenLastChunk());

        assertThat(stream(question()).failure().type()).isEqualTo(ErrorType.UNAVAILABLE);
    }

    @Test
    void failsWhenAFailedResponseDoesNotSayWhy() {
        assertThat(failed("{'type':'response.failed','response':{'status':'failed'}}")
                        .type())
                .isEqualTo(ErrorType.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[DONE]"})
    void doesNotTakeACutStreamForAnAnswer(String last) {
        PluginException failure = failed(OPENED, delta(0, "half"), last);

        assertThat(failure.type()).isEqualTo(ErrorType.UNAVAILABLE);
    }

    @Test
    void needsNoBlankLineAfterTheLastEvent() {
        upstream.enqueue(StubAnswer.eventStream()
                .thenChunk("data: " + quoted(completed(message("ok"))))
                .thenLastChunk());

        assertThat(wholeOf(stream(question())).content()).isEqualTo("ok");
    }

    @Test
    void skipsEventsThatItDoesNotKnow() {
        assertThat(answered(
                                "{'type':'response.web_search_call.searching','output_index':0}",
                                "{'type':'response.brand_new','delta':'x'}",
                                "{'no_type':1}",
                                completed(message("ok")))
                        .content())
                .isEqualTo("ok");
    }

    @Test
    void callsBrokenEventsMalformed() {
        assertThat(failed("{'type':").type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
        assertThat(failed("[1]").type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @Test
    void takesAWholeAnswerInsteadOfAStream() {
        upstream.enqueue(StubAnswer.json(200, quoted(response("completed", message("ok")))));

        assertThat(wholeOf(stream(question())).content()).isEqualTo("ok");
    }

    @Test
    void readsTheHeadersOfAStream() {
        StubAnswer answer = StubAnswer.eventStream("x-request-id: req_5", "x-ratelimit-remaining-requests: -1")
                .thenEvent(quoted(completed(message("ok"))))
                .thenLastChunk();
        upstream.enqueue(answer);

        ChatResponse response = wholeOf(stream(question()));

        assertThat(response.requestId()).hasValue("req_5");
        assertThat(response.rateLimits().remainingRequests()).isEmpty();
    }

    @Test
    void boundsTheNumberOfItems() {
        String[] events = IntStream.range(0, 1_001)
                .mapToObj(i -> "{'type':'response.output_item.added','output_index':" + i + ",'item':{'type':'x'}}")
                .toArray(String[]::new);

        assertThat(failed(events).type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    private static String delta(int index, String text) {
        return "{'type':'response.output_text.delta','output_index':" + index + ",'content_index':0,'delta':'" + text
                + "'}";
    }

    private static String completed(String items) {
        return "{'type':'response.completed','response':" + response("completed", items) + "}";
    }

    private static String call(String id, String name, String arguments) {
        return "{'type':'function_call','call_id':'" + id + "','name':'" + name + "','arguments':'" + arguments + "'}";
    }

    private static StubAnswer events(String... events) {
        StubAnswer answer = StubAnswer.eventStream();
        for (String event : events) {
            answer = answer.thenEvent(quoted(event));
        }
        return answer.thenLastChunk();
    }

    private ChatResponse answered(String... events) {
        upstream.enqueue(events(events));
        return wholeOf(stream(question()));
    }

    private PluginException failed(String... events) {
        upstream.enqueue(events(events));
        return stream(question()).failure();
    }
}
