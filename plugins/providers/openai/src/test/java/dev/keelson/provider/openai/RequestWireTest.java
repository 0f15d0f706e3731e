package dev.keelson.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.provider.Attachment;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.plugin.api.provider.ReasoningEffort;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.testkit.RecordedRequest;
import dev.keelson.plugin.testkit.Stages;
import dev.keelson.plugin.testkit.StubAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked over the Responses API. */
class RequestWireTest extends WireCase {
    private static final String ORDER =
            "{'type':'object','properties':{'number':{'type':'string'}},'required':['number'],'additionalProperties':false}";

    @Test
    void asksNothingThatItWasNotTold() {
        assertThat(sent(question()))
                .isEqualTo(object("{'model':'gpt-6.2-sol','store':false,'include':['reasoning.encrypted_content'],"
                        + "'input':[{'role':'user','content':'Where is order A-1?'}]}"));
    }

    @Test
    void sendsItsCredentialAndWhoPays() {
        upstream.enqueue(new ResponsesWire().text("ok"));

        var provider = provider(Map.of("organization", "org-1", "project", "proj_2"));
        assertThat(Stages.value(provider.chat(question().build())).content()).isEqualTo("ok");

        RecordedRequest request = upstream.lastRequest();
        assertThat(request.method() + " " + request.target()).isEqualTo("POST /v1/responses");
        assertThat(request.header("authorization")).hasValue("Bearer " + KEY);
        assertThat(request.header("openai-organization")).hasValue("org-1");
        assertThat(request.header("openai-project")).hasValue("proj_2");
        assertThat(request.header("accept")).hasValue("application/json");
    }

    @Test
    void makesInstructionsOfTheSystemMessagesAtTheHead() {
        Map<String, Object> sent = sent(ChatRequest.model(MODEL)
                .message(Message.system("You help."))
                .message(Message.system("Be short."))
                .message(Message.user("Hello"))
                .message(Message.assistant("Hi"))
                .message(Message.system("Now in French."))
                .message(Message.user("Again")));

        assertThat(sent).containsEntry("instructions", "You help.\n\nBe short.");
        assertThat(sent.get("input"))
                .isEqualTo(json("[{'role':'user','content':'Hello'},{'role':'assistant','content':'Hi'},"
                        + "{'role':'developer','content':'Now in French.'},{'role':'user','content':'Again'}]"));
    }

    @Test
    void sendsToolCallsAndTheirResults() {
        var call = ToolCall.of("call_1", "find-order", "{\"number\":\"A-1\"}");
        var empty = ToolCall.of("call_2", "list-orders", " ");

        Map<String, Object> sent = sent(question()
                .message(Message.assistant("I look.", List.of(call, empty)))
                .message(Message.tool("call_1", "shipped"))
                .message(Message.tool("call_2", "[]")));

        assertThat(sent.get("input"))
                .isEqualTo(json("[{'role':'user','content':'Where is order A-1?'},"
                        + "{'role':'assistant','content':'I look.'},"
                        + "{'type':'function_call','call_id':'call_1','name':'find-order',"
                        + "'arguments':'{\\'number\\':\\'A-1\\'}'},"
                        + "{'type':'function_call','call_id':'call_2','name':'list-orders','arguments':'{}'},"
                        + "{'type':'function_call_output','call_id':'call_1','output':'shipped'},"
                        + "{'type':'function_call_output','call_id':'call_2','output':'[]'}]"));
    }

    @Test
    void sendsAnEmptyAssistantTurnAsEmptyText() {
        assertThat(field(sent(question().message(Message.assistant(""))), "input"))
                .endsWith("{\"role\":\"assistant\",\"content\":\"\"}]");
    }

    @Test
    void sendsPicturesAndPdfs() {
        Map<String, Object> sent = sent(ChatRequest.model(MODEL)
                .message(Message.user(
                        "What is this?",
                        List.of(
                                Attachment.of("a.png", "image/png", "iVBORw0="),
                                Attachment.of("b.pdf", "application/pdf", "JVBERi0=")))));

        assertThat(sent.get("input"))
                .isEqualTo(json("[{'role':'user','content':[{'type':'input_text','text':'What is this?'},"
                        + "{'type':'input_image','image_url':'data:image/png;base64,iVBORw0=','detail':'auto'},"
                        + "{'type':'input_file','filename':'b.pdf','file_data':'data:application/pdf;base64,JVBERi0='}"
                        + "]}]"));
    }

    @Test
    void leavesAnEmptyTextOutBesideAPicture() {
        Map<String, Object> sent = sent(ChatRequest.model(MODEL)
                .message(Message.user("", List.of(Attachment.of("a.webp", "image/webp", "UklGRg==")))));

        assertThat(field(sent, "input")).contains("input_image").doesNotContain("input_text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/tiff", "text/plain", "audio/wav"})
    void refusesOtherAttachments(String type) {
        var request = ChatRequest.model(MODEL).message(Message.user("x", List.of(Attachment.of("a", type, "AA=="))));

        assertThat(failure(request).type()).isEqualTo(ErrorType.UNSUPPORTED);
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void offersToolsFlatAndSaysWhetherTheyAreStrict() {
        Map<String, Object> sent =
                sent(question().tools(List.of(tool("find-order", ORDER), tool("anything", "{'type':'object'}"))));

        assertThat(sent.get("tools"))
                .isEqualTo(json("[{'type':'function','name':'find-order','description':'Finds.','parameters':" + ORDER
                        + ",'strict':true},{'type':'function','name':'anything','description':'Finds.',"
                        + "'parameters':{'type':'object'},'strict':false}]"));
        assertThat(sent).doesNotContainKey("parallel_tool_calls");
    }

    @Test
    void switchesParallelCallsOffOnlyWhenThereAreTools() {
        assertThat(sent(question().parallelToolCalls(false).tools(List.of(tool("find-order", ORDER)))))
                .containsEntry("parallel_tool_calls", false);
        assertThat(sent(question().parallelToolCalls(false))).doesNotContainKey("parallel_tool_calls");
    }

    @Test
    void givesToolsNamesThatAreAccepted() {
        Map<String, Object> sent = sent(question()
                .tools(List.of(tool("find.order", ORDER), tool("find_order", ORDER)))
                .message(Message.assistant("", List.of(ToolCall.of("c", "find.order", "{}"))))
                .message(Message.tool("c", "x")));

        assertThat(field(sent, "tools")).contains("\"name\":\"find_order_2\"", "\"name\":\"find_order\"");
        assertThat(field(sent, "input")).contains("\"name\":\"find_order_2\"");
    }

    @Test
    void searchesTheWebWhenItMay() {
        assertThat(sent(question().webSearch(true)).get("tools")).isEqualTo(json("[{'type':'web_search'}]"));
    }

    @Test
    void asksForOutputInAStrictForm() {
        Map<String, Object> sent = sent(question()
                .outputSchema(schema("{'type':'object','properties':{'a':{'type':'string'},"
                        + "'b':{'type':'integer','minimum':0}},'required':['a']}")));

        assertThat(sent.get("text"))
                .isEqualTo(json("{'format':{'type':'json_schema','name':'answer','strict':true,'schema':"
                        + "{'type':'object','properties':{'a':{'type':'string'},"
                        + "'b':{'type':['integer','null'],'minimum':0}},"
                        + "'required':['a','b'],'additionalProperties':false}}}"));
    }

    @Test
    void wrapsAnOutputThatIsNoObject() {
        Map<String, Object> sent = sent(question()
                .outputSchema(schema("{'anyOf':[{'type':'string'},{'type':'array','items':{'type':'number'}}]}")));

        assertThat(field(sent, "text"))
                .contains("\"strict\":true", "\"type\":\"object\"", "\"required\":[\"value\"]", "\"anyOf\"");
    }

    @Test
    void asksForOutputAsAWishWhenItHasNoStrictForm() {
        Map<String, Object> sent = sent(question()
                .outputSchema(schema("{'type':'object','additionalProperties':{'type':'integer'},'x-keelson-y':1}")));

        assertThat(sent.get("text"))
                .isEqualTo(json("{'format':{'type':'json_schema','name':'answer','strict':false,'schema':"
                        + "{'type':'object','additionalProperties':{'type':'integer'}}}}"));
    }

    @Test
    void limitsTheOutput() {
        assertThat(sent(question().maxOutputTokens(2048)))
                .containsEntry("max_output_tokens", 2048)
                .doesNotContainKeys("max_tokens", "max_completion_tokens");
    }

    @Test
    void asksForEncryptedReasoningOnlyWhereThereIsSome() {
        assertThat(sent(asked("gpt-4.1"))).doesNotContainKey("include");
        assertThat(sent(asked("a-deployment"))).doesNotContainKey("include");
        assertThat(sent(asked("gpt-5-mini")).get("include")).isEqualTo(json("['reasoning.encrypted_content']"));
    }

    @Test
    void saysHowMuchToReason() {
        Map<String, Object> sent = sent(question().reasoningEffort(ReasoningEffort.XHIGH));

        assertThat(sent.get("reasoning")).isEqualTo(json("{'effort':'xhigh'}"));
        assertThat(sent).doesNotContainKey("reasoning_effort");
    }

    @Test
    void asksForAStream() {
        upstream.enqueue(new ResponsesWire().finishedStream(List.of("ok")));

        assertThat(wholeOf(stream(question())).content()).isEqualTo("ok");

        assertThat(object(upstream.lastRequest().body())).containsEntry("stream", true);
        assertThat(upstream.lastRequest().header("accept")).hasValue("text/event-stream");
    }

    @Test
    void goesToChatCompletionsForModelsThatKnowNothingElse() {
        Map<String, Object> sent =
                sent(asked("gpt-4o-mini-search-preview").webSearch(true).temperature(0.5));

        assertThat(upstream.lastRequest().target()).isEqualTo("/v1/chat/completions");
        assertThat(sent.get("web_search_options")).isEqualTo(Map.of());
        assertThat(sent).doesNotContainKey("temperature");
    }

    @Test
    void lowersASchemaOnce() {
        var output = schema("{'type':'object','properties':{'a':{'type':'string'}}}");
        var cache = new SchemaCache();

        assertThat(cache.ofOutput(output, MODEL)).isSameAs(cache.ofOutput(output, "gpt-4.1"));
        assertThat(cache.ofOutput(output, "ft:gpt-4.1:org::1")).isSameAs(cache.ofOutput(output, "ft:gpt-4o:org::2"));
    }

    @Test
    void listsModels() {
        upstream.enqueue(StubAnswer.json(
                200,
                quoted("{'object':'list','data':[{'id':'gpt-6.2-sol','object':'model','created':1,'owned_by':'openai'},"
                        + "{'id':'gpt-6-luna'},{'object':'model'}]}")));

        assertThat(Stages.value(provider().listModels()))
                .extracting(ModelInfo::id)
                .containsExactly("gpt-6.2-sol", "gpt-6-luna");
        assertThat(upstream.lastRequest().method()).isEqualTo("GET");
        assertThat(upstream.lastRequest().target()).isEqualTo("/v1/models");
        assertThat(upstream.lastRequest().header("authorization")).hasValue("Bearer " + KEY);
    }
}
