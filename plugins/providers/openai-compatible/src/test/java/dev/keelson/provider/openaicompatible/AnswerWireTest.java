package dev.keelson.provider.openaicompatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Citation;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.api.tool.ToolSpec;
import dev.keelson.plugin.testkit.ChatCompletionsWire;
import dev.keelson.plugin.testkit.Stages;
import dev.keelson.plugin.testkit.StubAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back from upstreams, in the bodies that they send. */
class AnswerWireTest extends WireCase {

    @Test
    void readsAnAnswerOfOpenAi() {
        ChatResponse response = answered("""
                {"id":"chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT","object":"chat.completion","created":1741569952,
                 "model":"gpt-4.1-2025-04-14","choices":[{"index":0,"message":{"role":"assistant","content":"Hello!",
                 "refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],
                 "usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29,
                 "prompt_tokens_details":{"cached_tokens":8,"audio_tokens":0},
                 "completion_tokens_details":{"reasoning_tokens":4,"audio_tokens":0,"accepted_prediction_tokens":0}},
                 "service_tier":"default"}""");

        assertThat(response.content()).isEqualTo("Hello!");
        assertThat(response.model()).isEqualTo("gpt-4.1-2025-04-14");
        assertThat(response.responseId()).hasValue("chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.usage().inputTokens()).isEqualTo(19);
        assertThat(response.usage().outputTokens()).isEqualTo(10);
        assertThat(response.usage().cachedInputTokens()).isEqualTo(8);
        assertThat(response.usage().reasoningTokens()).isEqualTo(4);
    }

    @Test
    void readsAnAnswerOfVllmAndLeavesItsReasoningOut() {
        ChatResponse response = answered("""
                {"id":"chatcmpl-7f3","object":"chat.completion","created":1764000000,"model":"Qwen/Qwen3-8B",
                 "choices":[{"index":0,"message":{"role":"assistant","content":"42","refusal":null,"annotations":null,
                 "audio":null,"function_call":null,"tool_calls":[],"reasoning":"secret thought","reasoning_content":
                 "secret thought"},"logprobs":null,"finish_reason":"stop","stop_reason":null,"token_ids":null}],
                 "usage":{"prompt_tokens":12,"total_tokens":20,"completion_tokens":8,"prompt_tokens_details":null},
                 "prompt_logprobs":null,"kv_transfer_params":null}""");

        assertThat(response.content()).isEqualTo("42");
        assertThat(response.usage().cachedInputTokens()).isZero();
        assertThat(response.usage().outputTokens()).isEqualTo(8);
    }

    @Test
    void readsAToolCallOfOllama() {
        ChatResponse response = answered("""
                {"id":"chatcmpl-303","object":"chat.completion","created":1764000000,"model":"qwen3:4b",
                 "system_fingerprint":"fp_ollama","choices":[{"index":0,"message":{"role":"assistant","content":"",
                 "reasoning":"I should look.","tool_calls":[{"id":"call_a1","index":0,"type":"function","function":
                 {"name":"find-order","arguments":"{\\"number\\":\\"A-1\\"}"}}]},"finish_reason":"tool_calls"}],
                 "usage":{"prompt_tokens":169,"completion_tokens":92,"total_tokens":261}}""");

        assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.content()).isEmpty();
        assertThat(response.toolCalls())
                .extracting(ToolCall::id, ToolCall::name, ToolCall::arguments)
                .containsExactly(tuple("call_a1", "find-order", "{\"number\":\"A-1\"}"));
    }

    @Test
    void knowsToolCallsByTheirPresence() {
        ChatResponse response =
                answered("{'choices':[{'message':{'content':null,'tool_calls':[{'id':'c','type':'function','function':"
                        + "{'name':'find-order','arguments':'{}'}}]},'finish_reason':'stop'}]}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @Test
    void takesArgumentsThatAreAnObjectOrMissing() {
        ChatResponse response =
                answered("{'choices':[{'message':{'tool_calls':[{'function':{'name':'a','arguments':{'n':1}}},"
                        + "{'id':'','function':{'name':'b','arguments':''}},{'id':null,'function':{'name':'c'}}]},"
                        + "'finish_reason':'tool_calls'}]}");

        assertThat(response.toolCalls())
                .extracting(ToolCall::id, ToolCall::name, ToolCall::arguments)
                .containsExactly(
                        tuple("call_0", "a", "{\"n\":1}"), tuple("call_1", "b", "{}"), tuple("call_2", "c", "{}"));
    }

    @Test
    void refusesAnEmptyListOfPromisedToolCalls() {
        PluginException failure =
                failed("{'choices':[{'message':{'content':null,'tool_calls':[]},'finish_reason':'tool_calls'}]}");

        assertThat(failure.type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @Test
    void takesTheTextWhenPromisedToolCallsAreMissing() {
        ChatResponse response =
                answered("{'choices':[{'message':{'content':'Done.','tool_calls':[]},'finish_reason':'tool_calls'}]}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.notes()).singleElement().asString().contains("tool_calls");
    }

    @Test
    void refusesAToolCallWithoutAName() {
        PluginException failure =
                failed("{'choices':[{'message':{'tool_calls':[{'id':'c','function':{'arguments':'{}'}}]},"
                        + "'finish_reason':'tool_calls'}]}");

        assertThat(failure.type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @Test
    void leavesOutACallThatWasCut() {
        ChatResponse response = answered(
                "{'choices':[{'message':{'tool_calls':[{'id':'c','function':{'name':'pay','arguments':'{#amount#:1'}}]},"
                                .replace("#", "\\\"")
                        + "'finish_reason':'length'}]}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.toolCalls()).isEmpty();
        assertThat(response.notes()).singleElement().asString().contains("pay");
    }

    @Test
    void reportsAnAnswerThatIsAllReasoning() {
        ChatResponse response = answered(
                "{'choices':[{'message':{'content':null,'reasoning_content':'hmm'},'finish_reason':'length'}]}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.content()).isEmpty();
    }

    @Test
    void reportsARefusal() {
        ChatResponse response = answered(
                "{'choices':[{'message':{'content':null,'refusal':'I can not help with that.'},'finish_reason':'stop'}]}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(response.refusal()).hasValue("I can not help with that.");
        assertThat(response.content()).isEmpty();
    }

    @Test
    void reportsAFilteredAnswer() {
        ChatResponse response =
                answered("{'choices':[{'message':{'content':'The first half'},'finish_reason':'content_filter'}]}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(response.refusal()).isEmpty();
    }

    @Test
    void joinsContentThatComesInParts() {
        ChatResponse response = answered(
                "{'choices':[{'message':{'content':[{'type':'thinking','thinking':'x'},{'type':'text','text':'Hel'},"
                        + "{'type':'text','text':'lo'},{'type':'refusal','refusal':'no'}]},'finish_reason':'stop'}]}");

        assertThat(response.content()).isEqualTo("Hello");
        assertThat(response.refusal()).hasValue("no");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'choices':[]}",
                "{'choices':null}",
                "{'choices':[null]}",
                "{'choices':[{}]}",
                "{'id':'x','object':'chat.completion'}",
                "[{'choices':[]}]"
            })
    void refusesAnAnswerWithoutAChoice(String body) {
        assertThat(failed(body).type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "'stop'", "'eos'", "'something_new'", "7"})
    void takesAnyOtherReasonForAStop(String reason) {
        ChatResponse response = answered("{'choices':[{'message':{'content':'x'},'finish_reason':" + reason + "}]}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.model()).isEqualTo("stub-model");
    }

    @Test
    void failsWhenTheUpstreamBrokeOff() {
        PluginException failure = failed("{'choices':[{'message':{'content':'x'},'finish_reason':'abort'}]}");

        assertThat(failure.type()).isEqualTo(ErrorType.UNAVAILABLE);
    }

    @Test
    void findsAnErrorInsideAGoodAnswer() {
        PluginException failure = failed("{'error':{'message':'Rate limit exceeded','code':429},'user_id':'u'}");

        assertThat(failure.type()).isEqualTo(ErrorType.RATE_LIMITED);
        assertThat(failure.upstreamCode()).hasValue("429");
    }

    @Test
    void toleratesAnErrorFieldThatSaysNothing() {
        assertThat(answered("{'error':null,'choices':[{'message':{'content':'x'},'finish_reason':'stop'}]}")
                        .content())
                .isEqualTo("x");
        assertThat(answered("{'error':{},'choices':[{'message':{'content':'x'},'finish_reason':'stop'}]}")
                        .content())
                .isEqualTo("x");
    }

    @Test
    void countsNothingWhenUsageMakesNoSense() {
        ChatResponse response = answered("{'choices':[{'message':{'content':'x'},'finish_reason':'stop'}],"
                + "'usage':{'prompt_tokens':-1,'completion_tokens':'many','prompt_tokens_details':[]}}");
        ChatResponse huge = answered("{'choices':[{'message':{'content':'x'}}],'usage':{'prompt_tokens':1E999999999}}");

        assertThat(response.usage().inputTokens()).isZero();
        assertThat(response.usage().outputTokens()).isZero();
        assertThat(huge.usage().inputTokens()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void dropsNullsThatStandForAbsence() {
        String schema = "{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'integer'},"
                + "'c':{'type':['string','null']},'d':{'type':'array','items':{'type':'object','properties':"
                + "{'e':{'enum':['x']}}}}},'required':['a']}";

        assertThat(answeredText(question(schema), "{'a':'1','b':null,'c':null,'d':[{'e':null},{'e':'x'}]}"))
                .isEqualTo("{\"a\":\"1\",\"c\":null,\"d\":[{},{\"e\":\"x\"}]}");
    }

    @Test
    void leavesNullsThatBreakTheSchemaToTheHost() {
        String schema = "{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'string'}},'required':['a']}";

        assertThat(answeredText(question(schema), "{'a':null,'b':null}")).isEqualTo("{\"a\":null}");
    }

    @Test
    void leavesAnAnswerAloneThatNeedsNoChange() {
        String schema = "{'type':'object','properties':{'a':{'type':'number'}}}";

        assertThat(answeredText(question(schema), "{ 'a' : 1.50e0 }")).isEqualTo("{ \"a\" : 1.50e0 }");
        assertThat(answeredText(question(schema), "{'a':nu")).isEqualTo("{\"a\":nu");
    }

    @Test
    void unwrapsAnAnswerWhoseSchemaIsNoObject() {
        String schema = "{'type':'array','items':{'type':'string'}}";

        assertThat(answeredText(question(schema), "{'value':['a','b']}")).isEqualTo("[\"a\",\"b\"]");
        assertThat(upstream.lastRequest().body()).contains("\"value\":{\"type\":\"array\"");
    }

    @Test
    void dropsNullsFromToolArgumentsToo() {
        ToolSpec tool = ToolSpec.of(
                "find",
                "Finds.",
                object(
                        "{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'string'}},'required':['a']}"));
        upstream.enqueue(new ChatCompletionsWire().toolCall(ToolCall.of("c", "find", "{\"a\":\"1\",\"b\":null}")));

        ChatResponse response = chat(question().tools(List.of(tool)));

        assertThat(response.toolCalls().get(0).arguments()).isEqualTo("{\"a\":\"1\"}");
    }

    @Test
    void countsWhatWasWrittenToTheCache() {
        ChatResponse response = answered("{'choices':[{'message':{'content':'x'},'finish_reason':'stop'}],'usage':"
                + "{'prompt_tokens':90,'completion_tokens':3,'prompt_tokens_details':"
                + "{'cached_tokens':20,'cache_write_tokens':60}}}");

        assertThat(response.usage().cachedInputTokens()).isEqualTo(20);
        assertThat(response.usage().cacheWriteTokens()).isEqualTo(60);
    }

    @Test
    void readsSourcesInBothShapes() {
        ChatResponse response = answered("{'choices':[{'message':{'content':'x','annotations':["
                + "{'type':'url_citation','url_citation':{'url':'https://a.example','title':'A','start_index':0}},"
                + "{'type':'url_citation','url':'https://b.example','title':'B'},"
                + "{'type':'file','file':{'hash':'x'}},null]},'finish_reason':'stop'}]}");

        assertThat(response.citations())
                .extracting(Citation::url, citation -> citation.title().orElse(""))
                .containsExactly(tuple("https://a.example", "A"), tuple("https://b.example", "B"));
    }

    @Test
    void readsTheCostOfAGatewayThatReportsIt() {
        String body = "{'id':'gen-1','provider':'X','choices':[{'message':{'content':'x'},'finish_reason':'stop'}],"
                + "'usage':{'prompt_tokens':9,'completion_tokens':3,'cost':0.00014,'is_byok':false,"
                + "'cost_details':{'upstream_inference_cost':null}}}";

        assertThat(answered("openrouter-like", body).reportedCostNanoUsd()).hasValue(140_000);
        assertThat(answered("openai-like", body).reportedCostNanoUsd()).isEmpty();
    }

    @Test
    void reportsNoCostThatMakesNoSense() {
        String body = "{'choices':[{'message':{'content':'x'},'finish_reason':'stop'}],'usage':{'cost':'free'}}";

        assertThat(answered("openrouter-like", body).reportedCostNanoUsd()).isEmpty();
        assertThat(answered("openrouter-like", body.replace("'free'", "-1")).reportedCostNanoUsd())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'reasoning_content':'thought'",
                "'reasoning':'thought'",
                "'reasoning_content':'thought','reasoning':'thought'",
                "'reasoning_content':'','reasoning':'thought'",
                "'reasoning_content':null,'reasoning':'thought'"
            })
    void keepsReasoningForUpstreamsThatWantItBack(String fields) {
        String body = "{'choices':[{'message':{'content':'x'," + fields + "},'finish_reason':'stop'}]}";

        ChatResponse response = answered("deepseek-like", body);

        assertThat(response.content()).isEqualTo("x");
        assertThat(response.providerState()).hasValue(Map.of("reasoning_content", "thought"));
        assertThat(answered("vllm", body).providerState()).isEmpty();
    }

    @Test
    void keepsNoStateWithoutReasoning() {
        assertThat(answered("deepseek-like", "{'choices':[{'message':{'content':'x'},'finish_reason':'stop'}]}")
                        .providerState())
                .isEmpty();
    }

    @Test
    void namesTheRequestAndTheRoomThatIsLeft() {
        upstream.enqueue(StubAnswer.of(
                200,
                "application/json",
                "{\"choices\":[{\"message\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}",
                "x-request-id: req_7",
                "x-ratelimit-limit-requests: 500",
                "x-ratelimit-remaining-requests: 499",
                "x-ratelimit-reset-requests: 120ms",
                "x-ratelimit-remaining-tokens: -1",
                "x-ratelimit-reset-tokens: 6m0s"));

        ChatResponse response = chat(question());

        assertThat(response.requestId()).hasValue("req_7");
        assertThat(response.rateLimits().remainingRequests()).hasValue(499);
        assertThat(response.rateLimits().remainingTokens()).isEmpty();
        assertThat(response.rateLimits().reset()).hasValue(Duration.ofMinutes(6));
    }

    @Test
    void namesNothingThatTheUpstreamDidNotSay() {
        ChatResponse response = answered("{'choices':[{'message':{'content':'x'},'finish_reason':'stop'}]}");

        assertThat(response.requestId()).isEmpty();
        assertThat(response.rateLimits().remainingRequests()).isEmpty();
        assertThat(response.citations()).isEmpty();
    }

    private ChatResponse answered(String preset, String body) {
        upstream.enqueue(StubAnswer.json(200, body.replace('\'', '"')));
        return Stages.value(provider(Map.of("preset", preset)).chat(question().build()));
    }

    private ChatResponse answered(String body) {
        upstream.enqueue(StubAnswer.json(200, body.replace('\'', '"')));
        return chat(question());
    }

    private PluginException failed(String body) {
        upstream.enqueue(StubAnswer.json(200, body.replace('\'', '"')));
        return Stages.failure(() -> provider().chat(question().build()));
    }

    private String answeredText(ChatRequest.Builder request, String content) {
        upstream.enqueue(new ChatCompletionsWire().text(content.replace('\'', '"')));
        return chat(request).content();
    }
}
