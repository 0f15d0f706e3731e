package dev.keelson.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Citation;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.testkit.StubAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back over Chat Completions, whole and streamed. */
class ChatAnswerWireTest extends WireCase {
    private static final String STOP = "{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}";

    @Override
    String api() {
        return "chat";
    }

    @Test
    void readsAWholeAnswer() {
        ChatResponse response = answered("""
                {"id":"chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT","object":"chat.completion","created":1741569952,
                 "model":"gpt-4.1-2025-04-14","choices":[{"index":0,"message":{"role":"assistant","content":"Hello!",
                 "refusal":null,"annotations":[{"type":"url_citation","url_citation":{"url":"https://a.test/",
                 "title":"A","start_index":0,"end_index":5}}]},"logprobs":null,"finish_reason":"stop"}],
                 "usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29,
                 "prompt_tokens_details":{"cached_tokens":8,"cache_write_tokens":3,"audio_tokens":0},
                 "completion_tokens_details":{"reasoning_tokens":4,"accepted_prediction_tokens":0}},
                 "service_tier":"default"}""");

        assertThat(response.content()).isEqualTo("Hello!");
        assertThat(response.model()).isEqualTo("gpt-4.1-2025-04-14");
        assertThat(response.responseId()).hasValue("chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT");
        assertThat(response.usage().cachedInputTokens()).isEqualTo(8);
        assertThat(response.usage().cacheWriteTokens()).isEqualTo(3);
        assertThat(response.usage().reasoningTokens()).isEqualTo(4);
        assertThat(response.citations()).extracting(Citation::url).containsExactly("https://a.test/");
        assertThat(response.providerState()).isEmpty();
    }

    @Test
    void knowsToolCallsByTheirPresence() {
        ChatResponse response =
                answered("{'choices':[{'message':{'content':null,'tool_calls':[{'id':'c','type':'function','function':"
                        + "{'name':'find-order','arguments':''}}]},'finish_reason':'stop'}]}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.toolCalls())
                .extracting(ToolCall::id, ToolCall::arguments)
                .containsExactly(tuple("c", "{}"));
    }

    @ParameterizedTest
    @CsvSource({"stop, STOP", "length, LENGTH", "content_filter, CONTENT_FILTER", "function_call, STOP"})
    void saysWhyTheModelStopped(String reason, FinishReason expected) {
        assertThat(answered("{'choices':[{'message':{'content':'x'},'finish_reason':'" + reason + "'}]}")
                        .finishReason())
                .isEqualTo(expected);
    }

    @Test
    void reportsARefusal() {
        ChatResponse response =
                answered("{'choices':[{'message':{'content':null,'refusal':'I can not.'},'finish_reason':'stop'}]}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(response.refusal()).hasValue("I can not.");
    }

    @Test
    void leavesOutACutCall() {
        ChatResponse response =
                answered("{'choices':[{'message':{'content':'','tool_calls':[{'id':'c','type':'function','function':"
                        + "{'name':'find-order','arguments':'{\\'num'}}]},'finish_reason':'length'}]}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.toolCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'choices':[]}", "{'choices':[{}]}", "{'id':'x','object':'chat.completion'}"})
    void refusesAnAnswerWithoutAChoice(String body) {
        upstream.enqueue(StubAnswer.json(200, quoted(body)));

        assertThat(failure(asked("gpt-4.1")).type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @Test
    void putsParallelCallsTogetherByTheirIndex() {
        ChatResponse response = streamed(
                "{'choices':[{'delta':{'role':'assistant','content':null,'tool_calls':[{'index':0,'id':'a',"
                        + "'type':'function','function':{'name':'one','arguments':''}}]}}],'usage':null}",
                "{'choices':[{'delta':{'tool_calls':[{'index':1,'id':'b','type':'function'}]}}]}",
                "{'choices':[{'delta':{'tool_calls':[{'index':0,'function':{'arguments':'{\\'x\\''}}]}}]}",
                "{'choices':[{'delta':{'tool_calls':[{'index':1,'function':{'name':'two','arguments':'{}'}}]}}]}",
                "{'choices':[{'delta':{'tool_calls':[{'index':0,'function':{'arguments':':1}'}}]}}]}",
                "{'choices':[{'delta':{},'finish_reason':'tool_calls'}]}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.toolCalls())
                .extracting(ToolCall::id, ToolCall::name, ToolCall::arguments)
                .containsExactly(tuple("a", "one", "{\"x\":1}"), tuple("b", "two", "{}"));
    }

    @Test
    void readsUsageFromAChunkWithoutChoicesAndIgnoresObfuscation() {
        ChatResponse response = streamed(
                "{'model':'gpt-4.1-2025-04-14','choices':[{'delta':{'content':'Hi'}}],'obfuscation':'k3','usage':null}",
                "{'object':'chat.completion.moderation','choices':[]}",
                STOP,
                "{'choices':[],'usage':{'prompt_tokens':9,'completion_tokens':3}}");

        assertThat(response.content()).isEqualTo("Hi");
        assertThat(response.model()).isEqualTo("gpt-4.1-2025-04-14");
        assertThat(response.usage().inputTokens()).isEqualTo(9);
    }

    @Test
    void readsAStreamedRefusal() {
        ChatResponse response = streamed(
                "{'choices':[{'delta':{'refusal':'I can'}}]}", "{'choices':[{'delta':{'refusal':' not.'}}]}", STOP);

        assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(response.refusal()).hasValue("I can not.");
        assertThat(response.content()).isEmpty();
    }

    @Test
    void doesNotCareWhereTheNetworkCuts() {
        byte[] bytes = quoted("data: {'choices':[{'delta':{'content':'Héllo 😀'}}]}\r\n\r\ndata: " + STOP
                        + "\r\n\r\ndata: [DONE]\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        StubAnswer answer = StubAnswer.eventStream();
        for (byte each : bytes) {
            answer = answer.thenChunk(new byte[] {each});
        }
        upstream.enqueue(answer.thenLastChunk());

        assertThat(wholeOf(stream(asked("gpt-4.1"))).content()).isEqualTo("Héllo 😀");
    }

    @Test
    void takesAStreamThatEndsAfterItsReasonForWhole() {
        upstream.enqueue(StubAnswer.eventStream().thenEvent(quoted(STOP)).thenLastChunk());

        assertThat(wholeOf(stream(asked("gpt-4.1"))).finishReason()).isEqualTo(FinishReason.STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[DONE]", "{'choices':[{'delta':{'content':'half'}}]}"})
    void doesNotTakeACutStreamForAnAnswer(String last) {
        upstream.enqueue(StubAnswer.eventStream()
                .thenEvent(quoted("{'choices':[{'delta':{'content':'half'}}]}"))
                .thenEvent(quoted(last))
                .thenLastChunk());

        assertThat(stream(asked("gpt-4.1")).failure().type()).isEqualTo(ErrorType.UNAVAILABLE);
    }

    @Test
    void findsAnErrorInsideAStream() {
        upstream.enqueue(StubAnswer.eventStream("x-request-id: req_9")
                .thenEvent(quoted("{'error':{'message':'slow down','type':'rate_limit_error','code':'slow_down'}}"))
                .thenLastChunk());

        var failure = stream(asked("gpt-4.1")).failure();

        assertThat(failure.type()).isEqualTo(ErrorType.RATE_LIMITED);
        assertThat(failure.upstreamCode()).hasValue("slow_down");
        assertThat(failure.requestId()).hasValue("req_9");
    }

    private ChatResponse answered(String body) {
        upstream.enqueue(StubAnswer.json(200, quoted(body)));
        return chat(asked("gpt-4.1"));
    }

    private ChatResponse streamed(String... events) {
        StubAnswer answer = StubAnswer.eventStream();
        for (String event : List.of(events)) {
            answer = answer.thenEvent(quoted(event));
        }
        upstream.enqueue(answer.thenEvent("[DONE]").thenLastChunk());
        return wholeOf(stream(asked("gpt-4.1")));
    }
}
