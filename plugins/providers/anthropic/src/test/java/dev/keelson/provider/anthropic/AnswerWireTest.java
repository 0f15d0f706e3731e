package dev.keelson.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Citation;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.plugin.api.provider.RateLimits;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.testkit.Stages;
import dev.keelson.plugin.testkit.StubAnswer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole answers of the upstream. */
class AnswerWireTest extends WireCase {
    private static final String CALL =
            "{'type':'tool_use','id':'toolu_1','name':'find-order','input':{'number':'A-1','deep':[1,2.50]}}";

    @Test
    void readsTextIdAndModel() {
        ChatResponse response = answered(HELLO);

        assertThat(response.content()).isEqualTo("Hello");
        assertThat(response.model()).isEqualTo("claude-x");
        assertThat(response.responseId()).hasValue("msg_1");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.providerState()).isEmpty();
        assertThat(response.notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, STOP",
        "stop_sequence, STOP",
        "max_tokens, LENGTH",
        "model_context_window_exceeded, LENGTH",
        "pause_turn, PAUSED",
        "refusal, CONTENT_FILTER",
        "compaction, STOP",
        "something_new, STOP"
    })
    void knowsWhyTheModelStopped(String reason, FinishReason expected) {
        ChatResponse response = answered(HELLO.replace("end_turn", reason));

        assertThat(response.finishReason()).isEqualTo(expected);
        assertThat(response.content()).isEqualTo("Hello");
        boolean unknown = reason.equals("compaction") || reason.equals("something_new");
        assertThat(response.notes()).hasSize(unknown ? 1 : 0);
    }

    @Test
    void countsCachedInputAsInput() {
        ChatResponse response = answered("{'content':[],'stop_reason':'end_turn','usage':{'input_tokens':10,"
                + "'cache_read_input_tokens':200,'cache_creation_input_tokens':30,'output_tokens':50,"
                + "'cache_creation':{'ephemeral_5m_input_tokens':30},'output_tokens_details':{'thinking_tokens':41}}}");

        assertThat(response.usage().inputTokens()).isEqualTo(240);
        assertThat(response.usage().cachedInputTokens()).isEqualTo(200);
        assertThat(response.usage().cacheWriteTokens()).isEqualTo(30);
        assertThat(response.usage().outputTokens()).isEqualTo(50);
        assertThat(response.usage().reasoningTokens()).isEqualTo(41);
    }

    @Test
    void readsParallelCalls() {
        ChatResponse response = answered("{'content':[{'type':'text','text':'I look.'}," + CALL
                + ",{'type':'tool_use','id':'toolu_2','name':'now','input':{}}],'stop_reason':'tool_use'}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.content()).isEqualTo("I look.");
        assertThat(response.toolCalls())
                .extracting(ToolCall::id, ToolCall::name, ToolCall::arguments)
                .containsExactly(
                        tuple("toolu_1", "find-order", "{\"number\":\"A-1\",\"deep\":[1,2.50]}"),
                        tuple("toolu_2", "now", "{}"));
    }

    @Test
    void givesIdsToCallsThatCameWithout() {
        ChatResponse response = answered("{'content':[{'type':'tool_use','id':'','name':'now','input':{}},"
                + "{'type':'tool_use','name':'now','input':null}],'stop_reason':'tool_use'}");

        assertThat(response.toolCalls())
                .extracting(ToolCall::id, ToolCall::arguments)
                .containsExactly(tuple("call_0", "{}"), tuple("call_1", "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_tokens", "model_context_window_exceeded"})
    void doesNotTrustTheLastCallOfACutAnswer(String reason) {
        ChatResponse response = answered("{'content':[{'type':'text','text':'I look.'}," + CALL + ","
                + CALL.replace("toolu_1", "toolu_2") + "],'stop_reason':'" + reason + "'}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.toolCalls()).extracting(ToolCall::id).containsExactly("toolu_1");
        assertThat(response.notes()).singleElement().asString().contains("find-order");
    }

    @Test
    void doesNotKeepThinkingThatWasCut() {
        ChatResponse response = answered(
                "{'content':[{'type':'thinking','thinking':'half','signature':''}],'stop_reason':'max_tokens'}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.providerState()).isEmpty();
    }

    @Test
    void explainsARefusal() {
        ChatResponse response = answered("{'content':[],'stop_reason':'refusal','stop_details':{'type':'refusal',"
                + "'category':'cyber','explanation':'This could do harm.'},'usage':{'input_tokens':9}}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(response.content()).isEmpty();
        assertThat(response.refusal()).hasValue("This could do harm.");
        assertThat(response.notes()).containsExactly("refusal category: cyber");
        assertThat(response.usage().inputTokens()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'stop_details':{'category':'bio','explanation':null} | the model refused (bio)",
                "'stop_details':{'category':null} | the model refused",
                "'stop_details':null | the model refused"
            })
    void namesARefusalWithoutExplanation(String details, String refusal) {
        ChatResponse response = answered("{'content':[],'stop_reason':'refusal'," + details + "}");

        assertThat(response.refusal()).hasValue(refusal);
    }

    @Test
    void makesNoCallOfARefusedAnswer() {
        ChatResponse response = answered("{'content':[" + CALL + "],'stop_reason':'refusal'}");

        assertThat(response.toolCalls()).isEmpty();
        assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @Test
    void namesEachSourceOnce() {
        ChatResponse response = answered("""
                {'stop_reason':'end_turn','content':[
                 {'type':'server_tool_use','id':'srvtoolu_1','name':'web_search','input':{'query':'x'}},
                 {'type':'web_search_tool_result','tool_use_id':'srvtoolu_1','content':[]},
                 {'type':'text','text':'It ','citations':null},
                 {'type':'text','text':'rains.','citations':[
                  {'type':'web_search_result_location','url':'https://a.test/','title':'A','encrypted_index':'E'},
                  {'type':'web_search_result_location','url':'https://b.test/','title':null},
                  {'type':'web_search_result_location','url':'https://a.test/','title':'A'},
                  {'type':'page_location','document_index':0}]}]}""");

        assertThat(response.content()).isEqualTo("It rains.");
        assertThat(response.citations())
                .extracting(Citation::url, Citation::title)
                .containsExactly(
                        tuple("https://a.test/", Optional.of("A")), tuple("https://b.test/", Optional.empty()));
        assertThat(response.providerState().orElseThrow().toString()).contains("encrypted_index=E");
    }

    @Test
    void handsOnTheRequestIdAndTheRoomThatIsLeft() {
        RateLimits limits = limits(
                "request-id: req_7",
                "anthropic-ratelimit-requests-limit: 100",
                "anthropic-ratelimit-requests-remaining: 90",
                "anthropic-ratelimit-requests-reset: 2026-01-15T12:00:01Z",
                "anthropic-ratelimit-input-tokens-limit: 1000",
                "anthropic-ratelimit-input-tokens-remaining: 100",
                "anthropic-ratelimit-input-tokens-reset: 2026-01-15T12:00:30Z",
                "anthropic-ratelimit-output-tokens-limit: 1000",
                "anthropic-ratelimit-output-tokens-remaining: 950",
                "anthropic-ratelimit-output-tokens-reset: 2026-01-15T12:00:02Z");

        assertThat(limits.remainingRequests()).hasValue(90);
        assertThat(limits.remainingTokens()).hasValue(100);
        assertThat(limits.reset()).hasValue(Duration.ofSeconds(30));
    }

    @Test
    void takesNonsenseInRateHeadersAsUnknown() {
        RateLimits limits = limits(
                "request-id: req_7",
                "anthropic-ratelimit-requests-remaining: -1",
                "anthropic-ratelimit-requests-limit: 0",
                "anthropic-ratelimit-requests-reset: soon",
                "anthropic-ratelimit-tokens-remaining: many");

        assertThat(limits.remainingRequests()).isEmpty();
        assertThat(limits.remainingTokens()).isEmpty();
        assertThat(limits.reset()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'message','stop_reason':'end_turn'}",
                "{'content':'text','stop_reason':'end_turn'}",
                "{'content':[{'type':'tool_use','id':'t','name':'','input':{}}],'stop_reason':'tool_use'}",
                "{'content':[],'stop_reason':'tool_use'}"
            })
    void callsAnAnswerMalformedThatCanNotBeUsed(String body) {
        upstream.enqueue(StubAnswer.of(200, "application/json", quoted(body), "request-id: req_7"));

        PluginException failure =
                Stages.failure(() -> provider().chat(question().build()));

        assertThat(failure.type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
        assertThat(failure.requestId()).hasValue("req_7");
    }

    @Test
    void takesAnAnswerWithoutUsageOrReason() {
        ChatResponse response = answered("{'content':[{'type':'text','text':'x'}]}");

        assertThat(response.content()).isEqualTo("x");
        assertThat(response.model()).isEqualTo(MODEL);
        assertThat(response.usage().inputTokens()).isZero();
    }

    @Test
    void listsTheModelsOfTheAccount() {
        upstream.enqueue(StubAnswer.json(
                200,
                quoted("{'data':[{'type':'model','id':'claude-a','display_name':'Claude A','capabilities':{}},"
                        + "{'id':'claude-b'},{'id':'claude-a'},{'id':''}],'has_more':false}")));

        assertThat(Stages.value(provider().listModels()))
                .extracting(ModelInfo::id, ModelInfo::description)
                .containsExactly(tuple("claude-a", "Claude A"), tuple("claude-b", ""));
        assertThat(upstream.lastRequest().method()).isEqualTo("GET");
        assertThat(upstream.lastRequest().target()).isEqualTo("/v1/models?limit=1000");
        assertThat(upstream.lastRequest().header("authorization")).hasValue("Bearer " + KEY);
    }

    @Test
    void doesNotListModelsWithABadCredential() {
        upstream.enqueue(StubAnswer.json(
                401, quoted("{'type':'error','error':{'type':'authentication_error','message':'invalid'}}")));
        upstream.enqueue(StubAnswer.json(200, "{}"));

        assertThat(Stages.failure(() -> provider().listModels()).type()).isEqualTo(ErrorType.AUTHENTICATION);
        assertThat(Stages.failure(() -> provider().listModels()).type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    private RateLimits limits(String... headers) {
        upstream.enqueue(StubAnswer.of(200, "application/json", quoted(HELLO), headers));
        ChatResponse response = Stages.value(provider().chat(question().build()));
        assertThat(response.requestId()).hasValue("req_7");
        return response.rateLimits();
    }
}
