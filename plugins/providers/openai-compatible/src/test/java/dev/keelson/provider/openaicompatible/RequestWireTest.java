package dev.keelson.provider.openaicompatible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.Attachment;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ReasoningEffort;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.api.tool.ToolSpec;
import dev.keelson.plugin.testkit.ChatCompletionsWire;
import dev.keelson.plugin.testkit.RecordingSubscriber;
import dev.keelson.plugin.testkit.Stages;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out to the upstream. */
class RequestWireTest extends WireCase {
    private static final ToolSpec TOOL = ToolSpec.of(
            "find-order",
            "Finds an order.",
            object("{'type':'object','x-owner':'shop','properties':{'number':{'type':'string','minLength':2},"
                    + "'year':{'type':'integer'}},'required':['number']}"));

    @BeforeEach
    void answer() {
        var wire = new ChatCompletionsWire();
        upstream.respond(request -> wire.asksForStream(request) ? wire.finishedStream(List.of("{}")) : wire.text("{}"));
    }

    @Test
    void sendsNoMoreThanWasAsked() {
        send(Map.of("apiKey", KEY), question());

        assertThat(sent())
                .isEqualTo(
                        object("{'model':'stub-model','messages':[{'role':'user','content':'Where is order A-1?'}]}"));
        assertThat(upstream.lastRequest().target()).isEqualTo("/v1/chat/completions");
        assertThat(upstream.lastRequest().header("authorization")).hasValue("Bearer " + KEY);
        assertThat(upstream.lastRequest().header("content-type")).hasValue("application/json");
    }

    @Test
    void sendsNoCredentialWhenThereIsNone() {
        send(Map.of("preset", "ollama"), question());

        assertThat(upstream.lastRequest().header("authorization")).isEmpty();
    }

    @Test
    void takesABaseUrlWithSlashesAtItsEnd() {
        send(Map.of("baseUrl", upstream.uri("/api/v1//").toString()), question());

        assertThat(upstream.lastRequest().target()).isEqualTo("/api/v1/chat/completions");
    }

    @Test
    void sendsTemperatureAndLimit() {
        send(Map.of(), question().temperature(0.25).maxOutputTokens(300));

        assertThat(sent().get("temperature")).hasToString("0.25");
        assertThat(sent()).containsEntry("max_tokens", 300);
    }

    @Test
    void namesTheLimitAsTheUpstreamDoes() {
        send(Map.of("maxTokensField", "max_completion_tokens"), question().maxOutputTokens(300));

        assertThat(sent()).containsEntry("max_completion_tokens", 300).doesNotContainKey("max_tokens");
    }

    @Test
    void joinsSystemMessagesAtTheStartOnly() {
        send(
                Map.of(),
                ChatRequest.model("m")
                        .messages(List.of(
                                Message.system("One."),
                                Message.system("Two."),
                                Message.user("Hello"),
                                Message.system("Three."))));

        assertThat(sent().get("messages"))
                .isEqualTo(json("[{'role':'system','content':'One.\\n\\nTwo.'},{'role':'user','content':'Hello'},"
                        + "{'role':'system','content':'Three.'}]"));
    }

    @Test
    void usesTheDeveloperRoleOnlyWhereItIsKnown() {
        send(
                Map.of("supportsDeveloperRole", true),
                ChatRequest.model("m").message(Message.system("Be brief.")).message(Message.user("Hi")));

        assertThat(upstream.lastRequest().body()).contains("\"developer\"").doesNotContain("\"system\"");
    }

    @Test
    void replaysToolCallsAndResults() {
        send(
                Map.of(),
                question()
                        .message(Message.assistant(
                                "",
                                List.of(
                                        ToolCall.of("c1", "find-order", "{\"number\":1}"),
                                        ToolCall.of("c2", "now", " "))))
                        .message(Message.tool("c1", "shipped"))
                        .message(Message.tool("c2", "noon")));

        assertThat(sentMessages().subList(1, 4))
                .isEqualTo(json("[{'role':'assistant','content':null,'tool_calls':["
                        .concat("{'id':'c1','type':'function','function':{'name':'find-order','arguments':'{#}'}},")
                        .concat("{'id':'c2','type':'function','function':{'name':'now','arguments':'{}'}}]},")
                        .concat("{'role':'tool','content':'shipped','tool_call_id':'c1'},")
                        .concat("{'role':'tool','content':'noon','tool_call_id':'c2'}]")
                        .replace("#", "\\\"number\\\":1")));
    }

    @Test
    void keepsTextBesideToolCalls() {
        send(
                Map.of(),
                question()
                        .message(Message.assistant("Let me look.", List.of(ToolCall.of("c1", "now", "{}"))))
                        .message(Message.tool("c1", "noon")));

        assertThat(upstream.lastRequest().body()).contains("Let me look.");
    }

    @Test
    void asksForUsageInStreams() {
        stream(question()).requireSuccess();

        assertThat(sent()).containsEntry("stream", true).containsEntry("stream_options", Map.of("include_usage", true));
        assertThat(upstream.lastRequest().header("accept")).hasValue("text/event-stream");
    }

    @Test
    void leavesStreamOptionsOutWhereTheyAreNotKnown() {
        var provider = provider(Map.of("supportsStreamOptions", false));

        RecordingSubscriber.drain(provider.stream(question().build())).requireSuccess();

        assertThat(sent()).containsEntry("stream", true).doesNotContainKey("stream_options");
    }

    @Test
    void doesNotStreamToolsWhereThatBreaks() {
        var provider = provider(Map.of("supportsToolStreaming", false));

        var stream = RecordingSubscriber.drain(
                provider.stream(question().tools(List.of(TOOL)).build()));

        assertThat(wholeOf(stream).content()).isEqualTo("{}");
        assertThat(sent()).doesNotContainKey("stream");
    }

    @Test
    void describesToolsStrictlyWhereThatIsKnown() {
        send(Map.of("preset", "openai-like"), question().tools(List.of(TOOL)));

        assertThat(sent().get("tools"))
                .isEqualTo(json("[{'type':'function','function':{'name':'find-order','description':'Finds an order.',"
                        + "'parameters':{'type':'object','properties':{'number':{'type':'string'},"
                        + "'year':{'type':['integer','null']}},'required':['number','year'],"
                        + "'additionalProperties':false},'strict':true}}]"));
    }

    @Test
    void describesToolsAsTheyAreElsewhere() {
        send(Map.of("preset", "vllm"), question().tools(List.of(TOOL)));

        assertThat(sent().get("tools"))
                .isEqualTo(json("[{'type':'function','function':{'name':'find-order','description':'Finds an order.',"
                        + "'parameters':{'type':'object','properties':{'number':{'type':'string','minLength':2},"
                        + "'year':{'type':'integer'}},'required':['number']}}}]"));
    }

    @Test
    void asksForASchema() {
        send(
                Map.of(),
                question("{'$schema':'https://json-schema.org/draft/2020-12/schema','type':'object','properties':"
                        + "{'label':{'enum':['a','b'],'x-keelson-values':{'a':'first','b':'second'}}},"
                        + "'required':['label']}"));

        assertThat(sent().get("response_format"))
                .isEqualTo(json("{'type':'json_schema','json_schema':{'name':'answer','strict':true,'schema':"
                        + "{'type':'object','properties':{'label':{'enum':['a','b'],'type':'string'}},"
                        + "'required':['label'],'additionalProperties':false}}}"));
    }

    @Test
    void saysTheSchemaInWordsWhereItIsNotKnown() {
        send(
                Map.of("supportsJsonSchema", false),
                question("{'type':'object','properties':{'label':{'type':'string'}},'required':['label']}"));

        assertThat(sent().get("response_format")).isEqualTo(Map.of("type", "json_object"));
        assertThat(sentMessages().toString()).contains("role=system", "JSON Schema", "\"label\"");
    }

    @Test
    void keepsEveryCharacter() {
        send(Map.of(), ChatRequest.model("m").message(Message.user("naïve 😀 \u0000 \"quoted\" \\ \u2028")));

        assertThat(((Map<?, ?>) sentMessages().get(0)).get("content"))
                .isEqualTo("naïve 😀 \u0000 \"quoted\" \\ \u2028");
    }

    @Test
    void sendsImagesAndPdfsAsParts() {
        send(
                Map.of(),
                ChatRequest.model("m")
                        .message(Message.user(
                                "What is it?",
                                List.of(
                                        Attachment.of("a.png", "image/png", "iVBORw0KGgo="),
                                        Attachment.of("b.pdf", "application/pdf", "JVBERg==")))));

        assertThat(sentMessages())
                .isEqualTo(json("[{'role':'user','content':[{'type':'text','text':'What is it?'},"
                        + "{'type':'image_url','image_url':{'url':'data:image/png;base64,iVBORw0KGgo='}},"
                        + "{'type':'file','file':{'filename':'b.pdf','file_data':"
                        + "'data:application/pdf;base64,JVBERg=='}}]}]"));
    }

    @Test
    void leavesOutATextPartThatSaysNothing() {
        send(
                Map.of("preset", "vllm"),
                ChatRequest.model("m")
                        .message(Message.user("", List.of(Attachment.of("a.gif", "image/gif", "R0lGODk=")))));

        assertThat(sentMessages())
                .isEqualTo(json("[{'role':'user','content':[{'type':'image_url','image_url':"
                        + "{'url':'data:image/gif;base64,R0lGODk='}}]}]"));
    }

    @ParameterizedTest
    @CsvSource({
        "ollama, application/pdf",
        "vllm, application/pdf",
        "llama-cpp, application/pdf",
        "deepseek-like, image/png",
        "openai-like, text/html"
    })
    void refusesFilesThatTheUpstreamCanNotRead(String preset, String mediaType) {
        ChatRequest request = ChatRequest.model("m")
                .message(Message.user("Read", List.of(Attachment.of("a", mediaType, "AAAA"))))
                .build();

        PluginException failure =
                Stages.failure(() -> provider(Map.of("preset", preset)).chat(request));

        assertThat(failure.type()).isEqualTo(ErrorType.UNSUPPORTED);
        assertThat(failure.getMessage()).contains(mediaType);
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void refusesAWebSearch() {
        ChatRequest request = question().webSearch(true).build();

        assertThat(Stages.failure(() -> provider().chat(request)).type()).isEqualTo(ErrorType.UNSUPPORTED);
    }

    @ParameterizedTest
    @CsvSource({
        "openai-like, NONE, none",
        "openai-like, MINIMAL, minimal",
        "openai-like, LOW, low",
        "openai-like, MEDIUM, medium",
        "openrouter-like, HIGH, high",
        "openrouter-like, XHIGH, xhigh",
        "openai-like, MAX, xhigh",
        "ollama, NONE, none",
        "ollama, MINIMAL, low",
        "vllm, MEDIUM, medium",
        "vllm, XHIGH, high",
        "ollama, MAX, high"
    })
    void takesTheNearestReasoningEffort(String preset, ReasoningEffort effort, String word) {
        send(Map.of("preset", preset), question().reasoningEffort(effort));

        assertThat(sent()).containsEntry("reasoning_effort", word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama-cpp", "deepseek-like"})
    void leavesOutAnEffortThatIsNotKnownAndSaysSo(String preset) {
        var response = Stages.value(provider(Map.of("preset", preset))
                .chat(question().reasoningEffort(ReasoningEffort.LOW).build()));

        assertThat(sent()).doesNotContainKey("reasoning_effort");
        assertThat(response.notes()).singleElement().asString().contains("reasoningEffort");
    }

    @Test
    void sendsTopP() {
        send(Map.of(), question().topP(0.9));

        assertThat(sent().get("top_p")).hasToString("0.9");
    }

    @Test
    void asksForOneCallAtATime() {
        send(Map.of(), question().tools(List.of(TOOL)).parallelToolCalls(false));
        assertThat(sent()).containsEntry("parallel_tool_calls", false);

        send(Map.of(), question().tools(List.of(TOOL)));
        assertThat(sent()).doesNotContainKey("parallel_tool_calls");

        send(Map.of(), question().parallelToolCalls(false));
        assertThat(sent()).doesNotContainKey("parallel_tool_calls");
    }

    @Test
    void saysWhenTheUpstreamCanNotBeAskedForOneCallAtATime() {
        var response = Stages.value(provider(Map.of("preset", "ollama"))
                .chat(question().tools(List.of(TOOL)).parallelToolCalls(false).build()));

        assertThat(sent()).doesNotContainKey("parallel_tool_calls");
        assertThat(response.notes()).singleElement().asString().contains("parallelToolCalls");
    }

    @Test
    void sendsReasoningBackOnEveryAssistantMessageWhereItIsDemanded() {
        var call = Message.assistant("", List.of(ToolCall.of("c1", "now", "{}")))
                .withProviderState(Map.of("reasoning_content", "I need the time."));

        send(
                Map.of("preset", "deepseek-like"),
                question()
                        .message(Message.assistant("Hi."))
                        .message(Message.user("When?"))
                        .message(call)
                        .message(Message.tool("c1", "noon")));

        assertThat(sentMessages().subList(1, 4))
                .isEqualTo(json("[{'role':'assistant','content':'Hi.','reasoning_content':''},"
                        + "{'role':'user','content':'When?'},"
                        + "{'role':'assistant','content':null,'reasoning_content':'I need the time.','tool_calls':"
                        + "[{'id':'c1','type':'function','function':{'name':'now','arguments':'{}'}}]}]"));
    }

    @Test
    void doesNotSendReasoningBackElsewhere() {
        send(
                Map.of("preset", "vllm"),
                question()
                        .message(Message.assistant("Hi.")
                                .withProviderState(Map.of("reasoning_content", "secret thought")))
                        .message(Message.user("When?")));

        assertThat(upstream.lastRequest().body()).doesNotContain("reasoning");
    }

    @Test
    void letsAFlagOverruleThePreset() {
        send(
                Map.of("preset", "ollama", "supportsDocuments", true, "supportsFineReasoningEffort", true),
                ChatRequest.model("m")
                        .reasoningEffort(ReasoningEffort.MINIMAL)
                        .message(Message.user("Read", List.of(Attachment.of("a", "application/pdf", "AAAA")))));

        assertThat(sent()).containsEntry("reasoning_effort", "minimal");
        assertThat(upstream.lastRequest().body()).contains("\"file_data\"");
    }

    private void send(Map<String, Object> settings, ChatRequest.Builder request) {
        assertThat(Stages.value(provider(settings).chat(request.build())).content())
                .isEqualTo("{}");
    }
}
