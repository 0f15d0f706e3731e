package dev.keelson.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Citation;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.testkit.StubAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back over the Responses API. */
class AnswerWireTest extends WireCase {
    private static final String REASONING =
            "{'id':'rs_1','type':'reasoning','summary':[],'encrypted_content':'gAAAA-secret','status':null}";
    private static final String CALL = "{'id':'fc_1','type':'function_call','status':'completed','call_id':'call_1',"
            + "'name':'find-order','arguments':'{}'}";

    @Test
    void readsAWholeAnswer() {
        ChatResponse response = answered("""
                {"id":"resp_68a1","object":"response","created_at":1764000000,"status":"completed","background":false,
                 "error":null,"incomplete_details":null,"instructions":null,"max_output_tokens":null,
                 "model":"gpt-6.2-sol-2026-11-17","output":[{"id":"rs_1","type":"reasoning","summary":[],
                 "encrypted_content":"gAAAA"},{"id":"msg_1","type":"message","status":"completed","role":"assistant",
                 "content":[{"type":"output_text","annotations":[],"logprobs":[],"text":"Hel"},
                 {"type":"output_text","annotations":[],"logprobs":[],"text":"lo!"}]}],"parallel_tool_calls":true,
                 "store":false,"temperature":1.0,"text":{"format":{"type":"text"}},"tool_choice":"auto","tools":[],
                 "usage":{"input_tokens":119,"input_tokens_details":{"cached_tokens":80,"cache_write_tokens":12},
                 "output_tokens":40,"output_tokens_details":{"reasoning_tokens":32},"total_tokens":159},
                 "user":null,"metadata":{}}""");

        assertThat(response.content()).isEqualTo("Hello!");
        assertThat(response.model()).isEqualTo("gpt-6.2-sol-2026-11-17");
        assertThat(response.responseId()).hasValue("resp_68a1");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.usage().inputTokens()).isEqualTo(119);
        assertThat(response.usage().cachedInputTokens()).isEqualTo(80);
        assertThat(response.usage().cacheWriteTokens()).isEqualTo(12);
        assertThat(response.usage().outputTokens()).isEqualTo(40);
        assertThat(response.usage().reasoningTokens()).isEqualTo(32);
        assertThat(response.notes()).isEmpty();
    }

    @Test
    void readsWhatTheHeadersSay() {
        upstream.enqueue(StubAnswer.of(
                200,
                "application/json",
                quoted(response("completed", message("ok"))),
                "x-request-id: req_4f1d",
                "x-ratelimit-limit-requests: 5000",
                "x-ratelimit-remaining-requests: 4999",
                "x-ratelimit-reset-requests: 12ms",
                "x-ratelimit-limit-tokens: 800000",
                "x-ratelimit-remaining-tokens: 20000",
                "x-ratelimit-reset-tokens: 6m0s"));

        ChatResponse response = chat(question());

        assertThat(response.requestId()).hasValue("req_4f1d");
        assertThat(response.rateLimits().remainingRequests()).hasValue(4999);
        assertThat(response.rateLimits().remainingTokens()).hasValue(20000);
        assertThat(response.rateLimits().reset()).hasValue(Duration.ofMinutes(6));
    }

    @Test
    void readsSeveralToolCalls() {
        ChatResponse response = answered(response(
                "completed",
                CALL + ",{'type':'function_call','call_id':'call_2','name':'find-order','arguments':'{\\'a\\':1}'}"));

        assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.toolCalls())
                .extracting(ToolCall::id, ToolCall::name, ToolCall::arguments)
                .containsExactly(tuple("call_1", "find-order", "{}"), tuple("call_2", "find-order", "{\"a\":1}"));
    }

    @Test
    void findsTheToolBehindAChangedName() {
        upstream.enqueue(StubAnswer.json(
                200,
                quoted(response(
                        "completed", "{'type':'function_call','call_id':'c','name':'crm_find','arguments':'  '}"))));

        ChatResponse response = chat(question().tools(List.of(tool("crm.find", "{'type':'object'}"))));

        assertThat(response.toolCalls())
                .extracting(ToolCall::name, ToolCall::arguments)
                .containsExactly(tuple("crm.find", "{}"));
    }

    @Test
    void dropsNullsThatStandForAbsenceFromArguments() {
        upstream.enqueue(new ResponsesWire().toolCall(ToolCall.of("c", "find", "{\"a\":\"1\",\"b\":null}")));
        var tool = tool(
                "find",
                "{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'string'}},'required':['a']}");

        assertThat(chat(question().tools(List.of(tool))).toolCalls().get(0).arguments())
                .isEqualTo("{\"a\":\"1\"}");
    }

    @Test
    void bringsOutputBackToTheOriginalSchema() {
        String optional = "{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'string'}}}";
        upstream.enqueue(new ResponsesWire().text("{\"a\":\"x\",\"b\":null}"));
        assertThat(chat(question().outputSchema(schema(optional))).content()).isEqualTo("{\"a\":\"x\"}");

        upstream.enqueue(new ResponsesWire().text("{\"value\":[1,2]}"));
        assertThat(chat(question().outputSchema(schema("{'type':'array','items':{'type':'integer'}}")))
                        .content())
                .isEqualTo("[1,2]");
    }

    @Test
    void reportsARefusalWhereverItStands() {
        ChatResponse response = answered(
                response(
                        "completed",
                        message("")
                                + ",{'type':'message','role':'assistant','content':[{'type':'refusal','refusal':'I can not.'}]}"));

        assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(response.refusal()).hasValue("I can not.");
        assertThat(response.content()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"max_output_tokens, LENGTH", "content_filter, CONTENT_FILTER", "max_messages, LENGTH", "steered, LENGTH"
    })
    void saysWhyAnAnswerIsIncomplete(String reason, FinishReason expected) {
        ChatResponse response = answered("{'status':'incomplete','incomplete_details':{'reason':'" + reason
                + "'},'model':'m','output':[" + REASONING + "," + message("half") + "]}");

        assertThat(response.finishReason()).isEqualTo(expected);
        assertThat(response.content()).isEqualTo("half");
        assertThat(response.providerState()).isEmpty();
    }

    @Test
    void leavesOutACutCall() {
        ChatResponse response = answered("{'status':'incomplete','incomplete_details':{'reason':'max_output_tokens'},"
                + "'output':[" + CALL
                + ",{'type':'function_call','call_id':'c2','name':'find-order','arguments':'{\\'num'}]}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.toolCalls()).extracting(ToolCall::id).containsExactly("call_1");
        assertThat(response.notes()).containsExactly("left out a cut call of find-order");
    }

    @Test
    void namesTheSourcesOfASearchOnce() {
        ChatResponse response = answered(response(
                "completed",
                "{'id':'ws_1','type':'web_search_call','status':'completed','action':{'type':'search','query':'x'}},"
                        + "{'type':'message','role':'assistant','content':[{'type':'output_text','text':'See.',"
                        + "'annotations':[{'type':'url_citation','url':'https://a.test/','title':'A','start_index':0,"
                        + "'end_index':3},{'type':'file_citation','file_id':'f'},"
                        + "{'type':'url_citation','url':'https://b.test/'},"
                        + "{'type':'url_citation','url':'https://a.test/','title':'A again'}]}]}"));

        assertThat(response.citations())
                .extracting(Citation::url, citation -> citation.title().orElse(""))
                .containsExactly(tuple("https://a.test/", "A"), tuple("https://b.test/", ""));
    }

    @Test
    void sendsEncryptedReasoningBackInItsGroup() {
        ChatResponse first = answered(response("completed", REASONING + "," + CALL));
        Map<String, Object> sent = sent(question()
                .message(Message.assistant("", first.toolCalls())
                        .withProviderState(first.providerState().orElseThrow()))
                .message(Message.tool("call_1", "shipped")));

        assertThat(sent.get("input"))
                .isEqualTo(json("[{'role':'user','content':'Where is order A-1?'},"
                        + "{'id':'rs_1','type':'reasoning','summary':[],'encrypted_content':'gAAAA-secret'}," + CALL
                        + ",{'type':'function_call_output','call_id':'call_1','output':'shipped'}]"));
    }

    @Test
    void keepsThePhaseOfMessagesAndLeavesRemarksOutOfTheAnswer() {
        ChatResponse response = answered(response(
                "completed",
                "{'type':'message','role':'assistant','phase':'commentary','content':"
                        + "[{'type':'output_text','text':'Let me look.'}]},"
                        + "{'type':'message','role':'assistant','phase':'final_answer','content':"
                        + "[{'type':'output_text','text':'42'}]}"));

        assertThat(response.content()).isEqualTo("42");
        assertThat(field(
                        sent(question()
                                .message(Message.assistant(response.content())
                                        .withProviderState(
                                                response.providerState().orElseThrow()))),
                        "input"))
                .contains("\"phase\":\"commentary\"", "\"phase\":\"final_answer\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'rs_1','type':'reasoning','summary':[]},", // known to OpenAI only if it had stored it
                "{'id':'rs_1','type':'reasoning','summary':[],'encrypted_content':null},",
                ""
            })
    void keepsNoStateThatCanNotGoBack(String reasoning) {
        assertThat(answered(response("completed", reasoning + CALL)).providerState())
                .isEmpty();
    }

    @Test
    void doesNotSendReasoningBackThatLedToNothing() {
        assertThat(answered(response("completed", REASONING)).providerState()).isEmpty();
        assertThat(answered(response("completed", REASONING + "," + CALL + "," + REASONING))
                        .providerState()
                        .map(state -> ((Map<?, ?>) state).get("items")))
                .hasValueSatisfying(items -> assertThat((List<?>) items).hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'api':'another','items':[{'type':'reasoning','encrypted_content':'gAAAA-secret'}]}",
                "{'api':'openai.responses','items':[{'type':'reasoning','encrypted_content':'gAAAA-secret'}]}",
                "{'api':'openai.responses','items':'x'}",
                "['gAAAA-secret']"
            })
    void ignoresStateThatDoesNotBelongToTheTurn(String state) {
        Map<String, Object> sent = sent(question()
                .message(Message.assistant("", List.of(ToolCall.of("call_1", "find-order", "{}")))
                        .withProviderState(json(state))));

        assertThat(field(sent, "input")).doesNotContain("gAAAA-secret").contains("\"call_id\":\"call_1\"");
    }

    @ParameterizedTest
    @CsvSource({
        "server_error, UNAVAILABLE",
        "rate_limit_exceeded, RATE_LIMITED",
        "invalid_prompt, CONTENT_FILTER",
        "bio_policy, CONTENT_FILTER",
        "image_content_policy_violation, CONTENT_FILTER",
        "invalid_image_format, INVALID_REQUEST",
        "image_too_large, INVALID_REQUEST",
        "failed_to_download_image, UNAVAILABLE",
        "data_residency_mismatch, INVALID_REQUEST",
        "insufficient_quota, QUOTA_EXHAUSTED",
        "vector_store_timeout, UNAVAILABLE"
    })
    void failsWithTheErrorOfAFailedResponse(String code, ErrorType expected) {
        PluginException failure = failed("{'id':'resp_1','status':'failed','error':{'code':'" + code
                + "','message':'It went wrong'},'output':[],'usage':null}");

        assertThat(failure.type()).isEqualTo(expected);
        assertThat(failure.upstreamCode()).hasValue(code);
        assertThat(failure).hasMessageContaining("It went wrong");
    }

    @ParameterizedTest
    @CsvSource({"failed, UNAVAILABLE", "cancelled, UNAVAILABLE", "queued, MALFORMED_RESPONSE", "odd, MALFORMED_RESPONSE"
    })
    void doesNotTakeAnUnfinishedResponseForAnAnswer(String status, ErrorType expected) {
        assertThat(failed(response(status, message("half"))).type()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'status':'completed'}",
                "{'status':'completed','output':null}",
                "{'status':'completed','output':{}}",
                "{'status':'completed','output':[{'type':'function_call','call_id':'c','arguments':'{}'}]}"
            })
    void refusesAnAnswerThatMakesNoSense(String body) {
        assertThat(failed(body).type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @Test
    void readsAnAnswerThatSaysNothing() {
        ChatResponse response = answered("{'output':[null,{'type':'brand_new'},{'type':'message'}]}");

        assertThat(response.content()).isEmpty();
        assertThat(response.model()).isEqualTo(MODEL);
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.usage().inputTokens()).isZero();
    }

    @Test
    void putsTheRequestIdOnFailuresToReadAnAnswer() {
        upstream.enqueue(StubAnswer.of(200, "application/json", "{}", "x-request-id: req_7"));

        assertThat(failure(question()).requestId()).hasValue("req_7");
    }

    static String message(String text) {
        return "{'id':'msg_1','type':'message','role':'assistant','status':'completed','content':"
                + "[{'type':'output_text','text':'" + text + "','annotations':[]}]}";
    }

    static String response(String status, String items) {
        return "{'id':'resp_1','status':'" + status + "','error':null,'model':'gpt-6.2-sol','output':[" + items + "]}";
    }

    private ChatResponse answered(String body) {
        return answered(question(), body);
    }

    private ChatResponse answered(ChatRequest.Builder request, String body) {
        upstream.enqueue(StubAnswer.json(200, quoted(body)));
        return chat(request);
    }

    private PluginException failed(String body) {
        upstream.enqueue(StubAnswer.json(200, quoted(body)));
        return failure(question());
    }
}
