package dev.keelson.provider.perplexity;

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
import dev.keelson.plugin.testkit.Stages;
import dev.keelson.plugin.testkit.StubAnswer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back from the Agent API. */
class AnswerWireTest extends WireCase {
    private static final String HELLO =
            "{'type':'message','role':'assistant','content':[{'type':'output_text','text':'Hello'}]}";

    @Test
    void readsAnAnswerWithSourcesAndCost() {
        ChatResponse response = answered(question().webSearch(true), """
                {"id":"resp_abc","object":"response","created_at":1764000000,"model":"perplexity/sonar",
                 "status":"completed","error":null,"output":[
                 {"type":"search_results","queries":["keel"],"results":[
                  {"id":1,"url":"https://a.example/keel","title":"Keel","snippet":"A keel is","date":"2026-01-02"},
                  {"id":2,"url":"https://b.example/","title":"","snippet":"x","date":null}]},
                 {"type":"fetch_url_results","contents":[{"url":"https://c.example","title":"C","snippet":"c"}]},
                 {"type":"message","id":"msg_1","role":"assistant","status":"completed","content":[
                  {"type":"output_text","text":"A keel[1] ","annotations":[{"type":"url_citation","url":
                  "https://a.example/keel","title":"Keel","start_index":6,"end_index":9}]},
                  {"type":"output_text","text":"holds a ship.","annotations":[{"type":"url_citation","url":
                  "https://d.example","title":"D","start_index":0,"end_index":3}]}]}],
                 "usage":{"input_tokens":1200,"input_tokens_details":{"cache_creation_input_tokens":30,
                 "cache_read_input_tokens":400},"output_tokens":50,"total_tokens":1250,
                 "tool_calls_details":{"web_search":{"invocation":1}},"cost":{"input_cost":0.0003,
                 "output_cost":0.000125,"tool_calls_cost":0.005,"total_cost":0.005425,"currency":"USD"}}}""");

        assertThat(response.content()).isEqualTo("A keel[1] holds a ship.");
        assertThat(response.model()).isEqualTo("perplexity/sonar");
        assertThat(response.responseId()).hasValue("resp_abc");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.citations())
                .extracting(Citation::url, citation -> citation.title().orElse("-"))
                .containsExactly(
                        tuple("https://a.example/keel", "Keel"),
                        tuple("https://b.example/", "-"),
                        tuple("https://d.example", "D"));
        assertThat(response.usage().inputTokens()).isEqualTo(1200);
        assertThat(response.usage().outputTokens()).isEqualTo(50);
        assertThat(response.usage().cachedInputTokens()).isEqualTo(400);
        assertThat(response.usage().cacheWriteTokens()).isEqualTo(30);
        assertThat(response.reportedCostNanoUsd()).hasValue(5_425_000);
        assertThat(response.notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 100000000",
        "0.30000000000000004, 300000000",
        "1.000000001, 1000000001",
        "5e-9, 5",
        "0, 0",
        "3, 3000000000",
        "0.07, 70000000",
        "4.35, 4350000000"
    })
    void readsTheCostToTheLastNano(String cost, long nano) {
        ChatResponse response =
                answered(completed(HELLO, ",'usage':{'cost':{'total_cost':" + cost + ",'currency':'USD'}}"));

        assertThat(response.reportedCostNanoUsd()).hasValue(nano);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{'input_cost':1}",
                "{'total_cost':null}",
                "{'total_cost':'1'}",
                "{'total_cost':-1}",
                "{'total_cost':1e999999999}"
            })
    void reportsNoCostWhenThereIsNone(String cost) {
        ChatResponse response = answered(completed(HELLO, ",'usage':{'input_tokens':3,'cost':" + cost + "}"));

        assertThat(response.reportedCostNanoUsd()).isEmpty();
        assertThat(response.usage().inputTokens()).isEqualTo(3);
    }

    @Test
    void doesNotTakeAnotherCurrencyForDollars() {
        ChatResponse response = answered(completed(HELLO, ",'usage':{'cost':{'total_cost':0.5,'currency':'EUR'}}"));

        assertThat(response.reportedCostNanoUsd()).isEmpty();
        assertThat(response.notes()).singleElement().asString().contains("EUR");
    }

    @Test
    void saysWhenASearchWasAskedForAndDidNotHappen() {
        ChatResponse response = answered(question().webSearch(true), completed(HELLO, ""));

        assertThat(response.citations()).isEmpty();
        assertThat(response.notes()).containsExactly("the model answered without searching the web");
    }

    @Test
    void saysWhenAPresetDidNotSearchOrSearchedUnasked() {
        var preset = ChatRequest.model("fast").message(Message.user("Hi"));
        String results = "{'type':'search_results','results':[{'url':'https://a.example'}]},";

        assertThat(answered(preset, completed(HELLO, "")).notes())
                .containsExactly("the model answered without searching the web");
        assertThat(answered(preset, completed(results + HELLO, "")).notes())
                .containsExactly("the preset searched the web without being asked to");
    }

    @Test
    void doesNotExpectASearchThatNobodyOffered() {
        assertThat(answered(completed(HELLO, "")).notes()).isEmpty();
    }

    @Test
    void doesNotExpectASearchBeforeAToolCall() {
        ChatResponse response = answered(
                question().webSearch(true),
                completed("{'type':'function_call','call_id':'c','name':'now','arguments':'{}'}", ""));

        assertThat(response.notes()).isEmpty();
    }

    @Test
    void readsToolCallsAndKeepsTheirSignatures() {
        ChatResponse response = answered("""
                {"id":"resp_1","model":"google/gemini-4","status":"requires_action","output":[
                 {"type":"function_call","id":"fc_1","call_id":"call_1","name":"find-order",
                  "arguments":"{\\"number\\":1}","thought_signature":"c2lnbmVk","status":"completed"},
                 {"type":"function_call","call_id":"call_2","name":"now","arguments":"","thought_signature":null},
                 {"type":"function_call","id":"fc_3","name":"now","arguments":{"zone":"UTC"}}]}""");

        assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.content()).isEmpty();
        assertThat(response.toolCalls())
                .extracting(ToolCall::id, ToolCall::name, ToolCall::arguments)
                .containsExactly(
                        tuple("call_1", "find-order", "{\"number\":1}"),
                        tuple("call_2", "now", "{}"),
                        tuple("fc_3", "now", "{\"zone\":\"UTC\"}"));
        assertThat(response.providerState()).hasValue(Map.of("thought_signatures", Map.of("call_1", "c2lnbmVk")));
    }

    @Test
    void hasNoStateWhenNothingWasSigned() {
        assertThat(answered(completed(HELLO, "")).providerState()).isEmpty();
    }

    @Test
    void refusesAToolCallWithoutAName() {
        assertThat(failed(completed("{'type':'function_call','call_id':'c','arguments':'{}'}", ""))
                        .type())
                .isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'message':'boom','type':'server_error','code':'internal'} | UNAVAILABLE | internal",
                "{'message':'slow down','type':'rate_limit_error','code':429} | RATE_LIMITED | 429",
                "{'message':'no such model','code':'model_not_found'} | NOT_FOUND | model_not_found",
                "{'message':'bad','type':'invalid_request'} | INVALID_REQUEST | invalid_request",
                "{'message':'no','code':'content_filter'} | CONTENT_FILTER | content_filter",
                "{'message':'the prompt is too long','code':400} | CONTEXT_LENGTH | 400",
                "null | UNAVAILABLE | -"
            })
    void takesAFailedAnswerForAFailure(String error, ErrorType type, String code) {
        PluginException failure =
                failed("{'id':'resp_1','status':'failed','output':[],'error':" + error + ",'usage':null}");

        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.upstreamCode().orElse("-")).isEqualTo(code);
    }

    @Test
    void findsAnErrorBesideACompletedAnswer() {
        PluginException failure = failed(completed(HELLO, ",'error':{'message':'late trouble','code':'internal'}"));

        assertThat(failure.type()).isEqualTo(ErrorType.UNAVAILABLE);
        assertThat(failure.getMessage()).contains("late trouble");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "''", "{'message':null,'type':null,'code':null}"})
    void toleratesAnErrorFieldThatSaysNothing(String error) {
        assertThat(answered(completed(HELLO, ",'error':" + error)).content()).isEqualTo("Hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "in_progress", "cancelled"})
    void doesNotTakeAnUnfinishedAnswer(String status) {
        PluginException failure = failed("{'id':'r','status':'" + status + "','output':[" + HELLO + "]}");

        assertThat(failure.type()).isEqualTo(ErrorType.UNAVAILABLE);
        assertThat(failure.upstreamCode()).hasValue(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'status':'completed','output':[]}",
                "{'status':'completed','output':null}",
                "{'status':'completed','output':[{'type':'search_results','results':[]}]}",
                "{'status':'new_status','output':[]}",
                "{'output':[]}",
                "{'status':null}",
                "[{'status':'completed'}]"
            })
    void refusesAnAnswerThatSaysNothing(String body) {
        assertThat(failed(body).type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @Test
    void reportsACutAnswerAndLeavesOutItsCutCall() {
        ChatResponse response = answered("{'status':'incomplete','incomplete_details':{'reason':'max_output_tokens'},"
                + "'output':["
                + HELLO
                + ",{'type':'function_call','call_id':'c','name':'pay','arguments':'{#amount#:1'}]}"
                        .replace("#", "\\\""));

        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.toolCalls()).isEmpty();
        assertThat(response.notes()).singleElement().asString().contains("pay");
    }

    @Test
    void reportsAFilteredAnswer() {
        ChatResponse response = answered(
                "{'status':'incomplete','incomplete_details':{'reason':'content_filter'},'output':[" + HELLO + "]}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @Test
    void reportsARefusal() {
        ChatResponse response = answered(completed(
                "{'type':'message','content':[{'type':'refusal','refusal':'I can not help with that.'}]}", ""));

        assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(response.refusal()).hasValue("I can not help with that.");
        assertThat(response.content()).isEmpty();
    }

    @Test
    void skipsItemsAndPartsThatItDoesNotKnow() {
        ChatResponse response = answered(completed(
                "{'type':'sandbox_results','stdout':'x'},null,7,{'type':'mcp_call','name':'m'},{'type':'message',"
                        + "'content':[{'type':'thing','text':'x'},null,{'type':'output_text','text':null},"
                        + "{'type':'output_text','text':'Hi'}]}",
                ""));

        assertThat(response.content()).isEqualTo("Hi");
        assertThat(response.toolCalls()).isEmpty();
    }

    @Test
    void toleratesSourcesThatMakeNoSense() {
        ChatResponse response = answered(completed(
                "{'type':'search_results','results':[null,{'title':'no url'},{'url':' '},{'url':7},"
                        + "{'url':'https://a.example','title':9}]},{'type':'search_results','results':null}," + HELLO,
                ""));

        assertThat(response.citations()).extracting(Citation::url).containsExactly("https://a.example");
    }

    @Test
    void dropsNullsThatStandForAbsence() {
        String schema =
                "{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'integer'}},'required':['a']}";
        upstream.enqueue(new AgentWire().text("{\"a\":\"1\",\"b\":null}"));

        assertThat(chat(question(schema)).content()).isEqualTo("{\"a\":\"1\"}");
    }

    @Test
    void unwrapsAnAnswerWhoseSchemaIsNoObject() {
        upstream.enqueue(new AgentWire().text("{\"value\":[\"a\"]}"));

        assertThat(chat(question("{'type':'array','items':{'type':'string'}}")).content())
                .isEqualTo("[\"a\"]");
    }

    @Test
    void leavesBrokenJsonToTheHost() {
        upstream.enqueue(new AgentWire().text("{\"a\":nu"));

        assertThat(chat(question("{'type':'object','properties':{'a':{'type':'string'}}}"))
                        .content())
                .isEqualTo("{\"a\":nu");
    }

    @Test
    void namesTheRequestWhereAGatewayGivesItAnId() {
        upstream.enqueue(StubAnswer.of(
                200,
                "application/json",
                completed(HELLO, "").replace('\'', '"'),
                "x-request-id: req_7",
                "x-ratelimit-remaining-requests: 49"));

        ChatResponse response = chat(question());

        assertThat(response.requestId()).hasValue("req_7");
        assertThat(response.rateLimits().remainingRequests()).hasValue(49);
    }

    private static String completed(String output, String more) {
        return "{'id':'resp_1','model':'perplexity/sonar','status':'completed','output':[" + output + "]" + more + "}";
    }

    private ChatResponse answered(String body) {
        return answered(question(), body);
    }

    private ChatResponse answered(ChatRequest.Builder request, String body) {
        upstream.enqueue(StubAnswer.json(200, body.replace('\'', '"')));
        return chat(request);
    }

    private PluginException failed(String body) {
        upstream.enqueue(StubAnswer.json(200, body.replace('\'', '"')));
        return Stages.failure(() -> provider().chat(question().build()));
    }
}
