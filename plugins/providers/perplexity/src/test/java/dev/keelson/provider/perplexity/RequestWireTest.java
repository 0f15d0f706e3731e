package dev.keelson.provider.perplexity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.Attachment;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ReasoningEffort;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.api.tool.ToolSpec;
import dev.keelson.plugin.testkit.Stages;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out to the Agent API. */
class RequestWireTest extends WireCase {
    private static final ToolSpec TOOL = ToolSpec.of(
            "find-order",
            "Finds an order.",
            object("{'type':'object','x-owner':'shop','properties':{'number':{'type':'string','minLength':2}}}"));

    @BeforeEach
    void answer() {
        var wire = new AgentWire();
        upstream.respond(request -> wire.asksForStream(request) ? wire.finishedStream(List.of("{}")) : wire.text("{}"));
    }

    @Test
    void sendsNoMoreThanWasAsked() {
        send(question());

        assertThat(sent())
                .isEqualTo(object("{'model':'perplexity/sonar','input':[{'type':'message','role':'user',"
                        + "'content':'Where is order A-1?'}]}"));
        assertThat(upstream.lastRequest().method()).isEqualTo("POST");
        assertThat(upstream.lastRequest().target()).isEqualTo("/v1/agent");
        assertThat(upstream.lastRequest().header("authorization")).hasValue("Bearer " + KEY);
        assertThat(upstream.lastRequest().header("content-type")).hasValue("application/json");
    }

    @Test
    void takesABaseUrlWithSlashesAtItsEnd() {
        var provider = provider(Map.of("apiKey", KEY, "baseUrl", upstream.address("/proxy//")));

        assertThat(Stages.value(provider.chat(question().build())).content()).isEqualTo("{}");
        assertThat(upstream.lastRequest().target()).isEqualTo("/proxy/v1/agent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "low", "medium", "high", "xhigh"})
    void namesAPresetAsAPreset(String preset) {
        send(ChatRequest.model(preset).message(Message.user("Hi")));

        assertThat(sent()).containsEntry("preset", preset).doesNotContainKeys("model", "models");
    }

    @ParameterizedTest
    @CsvSource({
        "sonar, fast",
        "sonar-pro, low",
        "sonar-reasoning, medium",
        "sonar-reasoning-pro, medium",
        "sonar-deep-research, high",
        "sonar-small-online, perplexity/sonar"
    })
    void refusesARetiredModelAndNamesItsSuccessor(String model, String successor) {
        ChatRequest request =
                ChatRequest.model(model).message(Message.user("Hi")).build();

        PluginException failure = Stages.failure(() -> provider().chat(request));

        assertThat(failure.type()).isEqualTo(ErrorType.NOT_FOUND);
        assertThat(failure.getMessage()).contains("\"" + model + "\"", "retired", successor);
        assertThat(upstream.requests()).isEmpty();
        assertThat(stream(ChatRequest.model(model).message(Message.user("Hi")))
                        .failure()
                        .type())
                .isEqualTo(ErrorType.NOT_FOUND);
    }

    @Test
    void makesLeadingSystemMessagesTheInstructions() {
        send(ChatRequest.model("low")
                .messages(List.of(
                        Message.system("One."),
                        Message.system("Two."),
                        Message.user("Hello"),
                        Message.assistant("Hi."),
                        Message.system("Three."),
                        Message.user("Go"))));

        assertThat(sent()).containsEntry("instructions", "One.\n\nTwo.");
        assertThat(sentItems())
                .isEqualTo(json("[{'type':'message','role':'user','content':'Hello'},"
                        + "{'type':'message','role':'assistant','content':'Hi.'},"
                        + "{'type':'message','role':'system','content':'Three.'},"
                        + "{'type':'message','role':'user','content':'Go'}]"));
    }

    @Test
    void sendsTemperatureLimitAndEffort() {
        send(question().temperature(0.25).maxOutputTokens(300).reasoningEffort(ReasoningEffort.LOW));

        assertThat(sent().get("temperature")).hasToString("0.25");
        assertThat(sent()).containsEntry("max_output_tokens", 300).containsEntry("reasoning", Map.of("effort", "low"));
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, minimal",
        "MINIMAL, minimal",
        "LOW, low",
        "MEDIUM, medium",
        "HIGH, high",
        "XHIGH, xhigh",
        "MAX, xhigh"
    })
    void takesTheNearestEffort(ReasoningEffort effort, String word) {
        send(question().reasoningEffort(effort));

        assertThat(sent()).containsEntry("reasoning", Map.of("effort", word));
    }

    @Test
    void leavesOutWhatTheApiDoesNotKnowAndSaysSo() {
        var response = chat(question().topP(0.9).tools(List.of(TOOL)).parallelToolCalls(false));

        assertThat(sent()).containsOnlyKeys("model", "input", "tools");
        assertThat(response.notes())
                .hasSize(2)
                .anyMatch(note -> note.contains("topP"))
                .anyMatch(note -> note.contains("parallelToolCalls"));
    }

    @Test
    void leavesTheTemperatureToAPreset() {
        var response =
                chat(ChatRequest.model("fast").message(Message.user("Hi")).temperature(0.0));

        assertThat(sent()).doesNotContainKey("temperature");
        assertThat(response.notes()).anyMatch(note -> note.contains("temperature"));
    }

    @Test
    void asksForAWebSearchBesideTools() {
        send(question().webSearch(true).tools(List.of(TOOL)));

        assertThat(sent().get("tools"))
                .isEqualTo(json("[{'type':'web_search'},{'type':'function','name':'find-order',"
                        + "'description':'Finds an order.','parameters':{'type':'object','properties':"
                        + "{'number':{'type':'string','minLength':2}}}}]"));
        assertThat(sent()).doesNotContainKey("tool_choice");
    }

    @Test
    void asksForASchema() {
        send(question("{'$schema':'https://json-schema.org/draft/2020-12/schema','type':'object','properties':"
                + "{'label':{'enum':['a','b'],'x-keelson-values':{'a':'first','b':'second'}},"
                + "'count':{'type':'integer'}},'required':['label']}"));

        assertThat(sent().get("response_format"))
                .isEqualTo(json("{'type':'json_schema','json_schema':{'name':'answer','strict':true,'schema':"
                        + "{'type':'object','properties':{'label':{'enum':['a','b'],'type':'string'},"
                        + "'count':{'type':['integer','null']}},'required':['label','count'],"
                        + "'additionalProperties':false}}}"));
    }

    @Test
    void doesNotCallAFreeFormSchemaStrict() {
        send(question("{'type':'object','additionalProperties':{'type':'string'}}"));

        assertThat(upstream.lastRequest().body()).contains("\"strict\":false");
    }

    @Test
    void replaysToolCallsAndResults() {
        send(question()
                .message(Message.assistant(
                        "Let me look.",
                        List.of(ToolCall.of("c1", "find-order", "{\"number\":1}"), ToolCall.of("c2", "now", " "))))
                .message(Message.tool("c1", "shipped"))
                .message(Message.tool("c2", "noon")));

        assertThat(sentItems().subList(1, 6))
                .isEqualTo(json("[{'type':'message','role':'assistant','content':'Let me look.'},"
                        .concat("{'type':'function_call','call_id':'c1','name':'find-order','arguments':'{#}'},")
                        .concat("{'type':'function_call','call_id':'c2','name':'now','arguments':'{}'},")
                        .concat(
                                "{'type':'function_call_output','call_id':'c1','output':'shipped','name':'find-order'},")
                        .concat("{'type':'function_call_output','call_id':'c2','output':'noon','name':'now'}]")
                        .replace("#", "\\\"number\\\":1")));
    }

    @Test
    void sendsThoughtSignaturesBackWithTheirCalls() {
        var turn = Message.assistant("", List.of(ToolCall.of("c1", "now", "{}"), ToolCall.of("c2", "now", "{}")))
                .withProviderState(Map.of("thought_signatures", Map.of("c1", "c2lnbmVk")));

        send(question().message(turn).message(Message.tool("c1", "noon")).message(Message.tool("c2", "one")));

        assertThat(sentItems().subList(1, 5))
                .isEqualTo(json("[{'type':'function_call','call_id':'c1','name':'now','arguments':'{}',"
                        + "'thought_signature':'c2lnbmVk'},"
                        + "{'type':'function_call','call_id':'c2','name':'now','arguments':'{}'},"
                        + "{'type':'function_call_output','call_id':'c1','output':'noon','name':'now',"
                        + "'thought_signature':'c2lnbmVk'},"
                        + "{'type':'function_call_output','call_id':'c2','output':'one','name':'now'}]"));
    }

    @Test
    void ignoresStateThatIsNotItsOwn() {
        send(question()
                .message(Message.assistant("Hi").withProviderState(Map.of("thought_signatures", List.of("x"))))
                .message(Message.assistant("", List.of(ToolCall.of("c1", "now", "{}")))
                        .withProviderState("something else"))
                .message(Message.tool("c1", "noon")));

        assertThat(upstream.lastRequest().body()).doesNotContain("thought_signature", "something else");
    }

    @Test
    void sendsImagesAsDataUrls() {
        send(ChatRequest.model("low")
                .message(Message.user("What is it?", List.of(Attachment.of("a.png", "image/png", "iVBORw0KGgo="))))
                .message(Message.user("", List.of(Attachment.of("b.webp", "image/webp", "UklGRg==")))));

        assertThat(sentItems())
                .isEqualTo(json("[{'type':'message','role':'user','content':["
                        + "{'type':'input_text','text':'What is it?'},"
                        + "{'type':'input_image','image_url':'data:image/png;base64,iVBORw0KGgo='}]},"
                        + "{'type':'message','role':'user','content':["
                        + "{'type':'input_image','image_url':'data:image/webp;base64,UklGRg=='}]}]"));
    }

    @Test
    void refusesOtherFilesBeforeAnythingIsSent() {
        ChatRequest request = ChatRequest.model("low")
                .message(Message.user("Read", List.of(Attachment.of("a.pdf", "application/pdf", "JVBERg=="))))
                .build();

        PluginException failure = Stages.failure(() -> provider().chat(request));

        assertThat(failure.type()).isEqualTo(ErrorType.UNSUPPORTED);
        assertThat(failure.getMessage()).contains("application/pdf");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void asksForAStream() {
        stream(question()).requireSuccess();

        assertThat(sent()).containsEntry("stream", true);
        assertThat(upstream.lastRequest().header("accept")).hasValue("text/event-stream");
    }

    @Test
    void keepsEveryCharacter() {
        send(ChatRequest.model("low").message(Message.user("naïve 😀 \u0000 \"quoted\" \\ \u2028")));

        assertThat(((Map<?, ?>) sentItems().get(0)).get("content")).isEqualTo("naïve 😀 \u0000 \"quoted\" \\ \u2028");
    }

    private void send(ChatRequest.Builder request) {
        assertThat(chat(request).content()).isEqualTo("{}");
    }
}
