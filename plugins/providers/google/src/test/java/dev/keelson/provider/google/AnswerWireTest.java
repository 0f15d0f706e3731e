package dev.keelson.provider.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Citation;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.ToolCall;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back, in the bodies that Gemini sends. */
class AnswerWireTest extends WireCase {

    @Test
    void readsAnAnswer() {
        ChatResponse response = answered("""
                {"candidates":[{"content":{"parts":[{"text":"Hello"},{"text":"!"}],"role":"model"},
                 "finishReason":"STOP","index":0,"avgLogprobs":-0.1}],
                 "usageMetadata":{"promptTokenCount":19,"candidatesTokenCount":10,"totalTokenCount":65,
                 "cachedContentTokenCount":8,"toolUsePromptTokenCount":6,"thoughtsTokenCount":30,
                 "promptTokensDetails":[{"modality":"TEXT","tokenCount":19}]},
                 "modelVersion":"gemini-3.8-flash-001","responseId":"zXwlacTmB9"}""");

        assertThat(response.content()).isEqualTo("Hello!");
        assertThat(response.model()).isEqualTo("gemini-3.8-flash-001");
        assertThat(response.responseId()).hasValue("zXwlacTmB9");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.usage().inputTokens()).isEqualTo(25);
        assertThat(response.usage().outputTokens()).isEqualTo(40);
        assertThat(response.usage().cachedInputTokens()).isEqualTo(8);
        assertThat(response.usage().reasoningTokens()).isEqualTo(30);
        assertThat(response.notes()).isEmpty();
    }

    @Test
    void keepsThoughtsOutOfTheAnswer() {
        ChatResponse response = answered("{'candidates':[{'content':{'parts':[{'text':'secret','thought':true},"
                + "{'text':'42'}]},'finishReason':'STOP'}]}");

        assertThat(response.content()).isEqualTo("42");
    }

    @Test
    void countsNothingWhenUsageMakesNoSense() {
        ChatResponse response = answered("{'candidates':[{'content':{'parts':[{'text':'x'}]},'finishReason':'STOP'}],"
                + "'usageMetadata':{'promptTokenCount':-1,'candidatesTokenCount':'many','thoughtsTokenCount':null}}");

        assertThat(response.usage().inputTokens()).isZero();
        assertThat(response.usage().outputTokens()).isZero();
        assertThat(response.model()).isEqualTo(MODEL);
    }

    @Test
    void knowsToolCallsByTheirPresence() {
        ChatResponse response = answered("{'candidates':[{'content':{'parts':["
                + "{'functionCall':{'name':'find','args':{'n':'1','deep':{'a':[1,2.50]}}},'thoughtSignature':'czE='},"
                + "{'functionCall':{'id':'x9','name':'find','args':{}}},{'functionCall':{'name':'now'}}]},"
                + "'finishReason':'STOP'}]}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.toolCalls())
                .extracting(ToolCall::id, ToolCall::name, ToolCall::arguments)
                .containsExactly(
                        tuple("call_0", "find", "{\"n\":\"1\",\"deep\":{\"a\":[1,2.50]}}"),
                        tuple("x9", "find", "{}"),
                        tuple("call_2", "now", "{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS", "MALFORMED_RESPONSE"})
    void executesNothingOfABrokenAnswer(String reason) {
        PluginException failure = failed(
                "{'candidates':[{'content':{'parts':[{'functionCall':{'name':'pay','args':{}}}]}," + "'finishReason':'"
                        + reason + "','finishMessage':'Malformed function call: print(pay(" + KEY + "))'}]}");

        assertThat(failure.type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
        assertThat(failure.upstreamCode()).hasValue(reason);
        assertThat(failure.getMessage()).contains("print(pay(***))");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SAFETY",
                "RECITATION",
                "LANGUAGE",
                "BLOCKLIST",
                "PROHIBITED_CONTENT",
                "SPII",
                "IMAGE_SAFETY",
                "IMAGE_PROHIBITED_CONTENT",
                "IMAGE_RECITATION",
                "IMAGE_OTHER",
                "NO_IMAGE"
            })
    void reportsAFilteredAnswer(String reason) {
        ChatResponse response =
                answered("{'candidates':[{'finishReason':'" + reason + "'}],'usageMetadata':{'promptTokenCount':5}}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(response.refusal()).hasValue("the answer was blocked, " + reason);
        assertThat(response.usage().inputTokens()).isEqualTo(5);
    }

    @Test
    void saysWhichRatingFilteredTheAnswer() {
        ChatResponse response = answered("{'candidates':[{'content':{'parts':[{'text':'The first half'}]},"
                + "'finishReason':'SAFETY','safetyRatings':[{'category':'HARM_CATEGORY_HARASSMENT','probability':'LOW'},"
                + "{'category':'HARM_CATEGORY_DANGEROUS_CONTENT','probability':'HIGH','blocked':true}]}]}");

        assertThat(response.refusal()).hasValue("the answer was blocked, SAFETY: HARM_CATEGORY_DANGEROUS_CONTENT");
        assertThat(response.content()).isEqualTo("The first half");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'candidates':[],", "'candidates':null,"})
    void reportsABlockedPrompt(String candidates) {
        ChatResponse response = answered("{" + candidates + "'promptFeedback':{'blockReason':'PROHIBITED_CONTENT',"
                + "'blockReasonMessage':'Not this.'},'usageMetadata':{'promptTokenCount':9},'responseId':'r9'}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(response.refusal()).hasValue("the prompt was blocked, PROHIBITED_CONTENT: Not this.");
        assertThat(response.content()).isEmpty();
        assertThat(response.usage().inputTokens()).isEqualTo(9);
        assertThat(response.responseId()).hasValue("r9");
    }

    @Test
    void takesAnAnswerWhosePromptWasOnlyRated() {
        assertThat(answered("{'candidates':[{'content':{'parts':[{'text':'ok'}]},'finishReason':'STOP'}],"
                                + "'promptFeedback':{'safetyRatings':[{'category':'X','probability':'LOW'}]}}")
                        .finishReason())
                .isEqualTo(FinishReason.STOP);
    }

    @Test
    void reportsACutAnswer() {
        ChatResponse response = answered(
                "{'candidates':[{'content':{'parts':[{'text':'The first ha'}]},'finishReason':'MAX_TOKENS'}]}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.content()).isEqualTo("The first ha");
    }

    @Test
    void reportsAnAnswerThatIsAllThinking() {
        ChatResponse response = answered("{'candidates':[{'content':{'role':'model'},'finishReason':'MAX_TOKENS'}],"
                + "'usageMetadata':{'promptTokenCount':5,'thoughtsTokenCount':64}}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.content()).isEmpty();
        assertThat(response.notes()).containsExactly("thinking used up the whole output limit");
        assertThat(response.usage().outputTokens()).isEqualTo(64);
    }

    @Test
    void takesWholeCallsOfACutAnswer() {
        ChatResponse response =
                answered("{'candidates':[{'content':{'parts':[{'functionCall':{'name':'find','args':{}}}]},"
                        + "'finishReason':'MAX_TOKENS'}]}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'content':{'parts':[{'text':''}],'role':'model'},",
                "'content':{'parts':[]},",
                "'content':{'role':'model'},",
                "'content':{},",
                ""
            })
    void refusesAnEmptyStop(String content) {
        PluginException failure = failed("{'candidates':[{" + content + "'finishReason':'STOP'}]}");

        assertThat(failure.type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
        assertThat(failure.getMessage()).contains("empty");
    }

    @ParameterizedTest
    @CsvSource({"OTHER", "A_REASON_OF_2027"})
    void doesNotLoseAnAnswerOverAReasonThatItDoesNotKnow(String reason) {
        ChatResponse response =
                answered("{'candidates':[{'content':{'parts':[{'text':'ok'}]},'finishReason':'" + reason + "'}]}");
        PluginException failure = failed("{'candidates':[{'finishReason':'" + reason + "'}]}");

        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.notes()).singleElement().asString().contains(reason);
        assertThat(failure.type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
        assertThat(failure.upstreamCode()).hasValue(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'candidates':[]}",
                "{'candidates':[null]}",
                "{'candidates':[{}]}",
                "{'candidates':[{'content':{'parts':[{'text':'x'}]}}]}",
                "{'candidates':[{'content':{'parts':[{'text':'x'}]},'finishReason':'FINISH_REASON_UNSPECIFIED'}]}",
                "{'promptFeedback':{'blockReason':'BLOCKED_REASON_UNSPECIFIED'}}",
                "{'usageMetadata':{'promptTokenCount':5}}",
                "[7]",
                "{'candidates':[{'content':{'parts':[{'functionCall':{'args':{}}}]},'finishReason':'STOP'}]}"
            })
    void refusesAnAnswerWithoutACandidateThatEnded(String body) {
        assertThat(failed(body).type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @Test
    void boundsTheNumberOfCalls() {
        String call = "{'functionCall':{'name':'find','args':{}}}";

        PluginException failure = failed("{'candidates':[{'content':{'parts':[" + (call + ",").repeat(200) + call
                + "]},'finishReason':'STOP'}]}");

        assertThat(failure.type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @Test
    void namesTheSourcesOfTheSearchOnce() {
        ChatResponse response = answered("""
                {"candidates":[{"content":{"parts":[{"text":"Sunny."}]},"finishReason":"STOP","groundingMetadata":{
                 "webSearchQueries":["weather"],"searchEntryPoint":{"renderedContent":"<b>x</b>"},"groundingChunks":[
                 {"web":{"uri":"https://a.example/1","title":"A"}},{"web":{"uri":"https://b.example/2","title":""}},
                 {"web":{"uri":"https://a.example/1","title":"A again"}},{"web":{"title":"no address"}},{"maps":{}}],
                 "groundingSupports":[{"segment":{"startIndex":0,"endIndex":6},"groundingChunkIndices":[0]}]},
                 "citationMetadata":{"citationSources":[{"startIndex":0,"uri":"https://c.example/3","license":""}]}}]}""");

        assertThat(response.citations())
                .extracting(Citation::url, Citation::title)
                .containsExactly(
                        tuple("https://a.example/1", Optional.of("A")),
                        tuple("https://b.example/2", Optional.empty()),
                        tuple("https://c.example/3", Optional.empty()));
    }

    @Test
    void readsAListOfChunksAsOneAnswer() {
        ChatResponse response = answered("[{'candidates':[{'content':{'parts':[{'text':'a'}]}}]},"
                + "{'candidates':[{'content':{'parts':[{'text':'b'}]},'finishReason':'STOP'}]}]");

        assertThat(response.content()).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':{'code':429,'message':'slow down','status':'RESOURCE_EXHAUSTED'}}",
                "[{'error':{'code':429,'message':'slow down','status':'RESOURCE_EXHAUSTED'}}]",
                "{'error':{'message':'slow down','status':'RESOURCE_EXHAUSTED'}}"
            })
    void findsAnErrorInsideAGoodAnswer(String body) {
        PluginException failure = failed(body);

        assertThat(failure.type()).isEqualTo(ErrorType.RATE_LIMITED);
        assertThat(failure.upstreamCode()).hasValue("RESOURCE_EXHAUSTED");
    }

    @Test
    void toleratesAnErrorFieldThatSaysNothing() {
        assertThat(answered("{'error':null," + STOP.substring(1)).content()).isEqualTo("ok");
        assertThat(answered("{'error':{}," + STOP.substring(1)).content()).isEqualTo("ok");
    }
}
