package dev.keelson.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.provider.Attachment;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ReasoningEffort;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.testkit.ChatCompletionsWire;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked over Chat Completions. */
class ChatRequestWireTest extends WireCase {
    private static final String ORDER =
            "{'type':'object','properties':{'number':{'type':'string'}},'required':['number'],'additionalProperties':false}";

    @Override
    String api() {
        return "chat";
    }

    @Test
    void writesAWholeConversation() {
        var call = ToolCall.of("call_1", "find-order", "{\"number\":\"A-1\"}");
        Map<String, Object> sent = sent(ChatRequest.model("gpt-4.1")
                .message(Message.system("You help."))
                .message(Message.system("Be short."))
                .message(Message.user("Where?"))
                .message(Message.assistant("", List.of(call)))
                .message(Message.tool("call_1", "shipped"))
                .temperature(0.5)
                .topP(0.9)
                .maxOutputTokens(100));

        assertThat(sent)
                .isEqualTo(object("{'model':'gpt-4.1','store':false,'messages':["
                        + "{'role':'developer','content':'You help.\\n\\nBe short.'},{'role':'user','content':'Where?'},"
                        + "{'role':'assistant','content':null,'tool_calls':[{'id':'call_1','type':'function','function':"
                        + "{'name':'find-order','arguments':'{\\'number\\':\\'A-1\\'}'}}]},"
                        + "{'role':'tool','content':'shipped','tool_call_id':'call_1'}],"
                        + "'max_completion_tokens':100,'temperature':0.5,'top_p':0.9}"));
    }

    @Test
    void sendsPicturesAndPdfs() {
        Map<String, Object> sent = sent(ChatRequest.model("gpt-4.1")
                .message(Message.user(
                        "What?",
                        List.of(
                                Attachment.of("a.png", "image/png", "iVBORw0="),
                                Attachment.of("b.pdf", "application/pdf", "JVBERi0=")))));

        assertThat(sent.get("messages"))
                .isEqualTo(json("[{'role':'user','content':[{'type':'text','text':'What?'},"
                        + "{'type':'image_url','image_url':{'url':'data:image/png;base64,iVBORw0=','detail':'auto'}},"
                        + "{'type':'file','file':{'filename':'b.pdf',"
                        + "'file_data':'data:application/pdf;base64,JVBERi0='}}]}]"));
    }

    @Test
    void nestsToolsAndTheOutputFormat() {
        Map<String, Object> sent = sent(asked("gpt-4.1")
                .tools(List.of(tool("find-order", ORDER)))
                .parallelToolCalls(false)
                .outputSchema(schema(ORDER)));

        assertThat(sent.get("tools"))
                .isEqualTo(
                        json("[{'type':'function','function':{'name':'find-order','description':'Finds.','parameters':"
                                + ORDER + ",'strict':true}}]"));
        assertThat(sent.get("response_format"))
                .isEqualTo(json(
                        "{'type':'json_schema','json_schema':{'name':'answer','strict':true,'schema':" + ORDER + "}}"));
        assertThat(sent).containsEntry("parallel_tool_calls", false);
    }

    @Test
    void asksForUsageInAStream() {
        upstream.enqueue(new ChatCompletionsWire().finishedStream(List.of("ok")));

        assertThat(wholeOf(stream(asked("gpt-4.1"))).content()).isEqualTo("ok");

        assertThat(object(upstream.lastRequest().body()))
                .containsEntry("stream", true)
                .containsEntry("stream_options", Map.of("include_usage", true));
    }

    @Test
    void saysHowMuchToReason() {
        assertThat(sent(asked("gpt-5").reasoningEffort(ReasoningEffort.MINIMAL)))
                .containsEntry("reasoning_effort", "minimal")
                .doesNotContainKey("reasoning");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-5.6-sol", "gpt-6-luna", "gpt-6.1-terra"})
    void turnsReasoningOffWhereToolsNeedIt(String model) {
        upstream.enqueue(new ChatCompletionsWire().text("ok"));

        ChatResponse response =
                chat(asked(model).tools(List.of(tool("find-order", ORDER))).temperature(0.5));

        assertThat(object(upstream.lastRequest().body()))
                .containsEntry("reasoning_effort", "none")
                .containsKey("temperature");
        assertThat(response.notes()).singleElement().asString().contains("none", model);
    }

    @ParameterizedTest
    @CsvSource({"gpt-5.4, HIGH", "gpt-5.5, LOW", "gpt-5.6-terra, MAX", "gpt-6-sol, LOW"})
    void refusesToolsBesideAnEffortRatherThanDropIt(String model, ReasoningEffort effort) {
        var request = asked(model).tools(List.of(tool("find-order", ORDER))).reasoningEffort(effort);

        assertThat(failure(request).type()).isEqualTo(ErrorType.UNSUPPORTED);
        assertThat(upstream.requests()).isEmpty();
        assertThat(sent(asked(model).reasoningEffort(effort))).containsKey("reasoning_effort");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-6.1-sol", "gpt-6.2-sol", "gpt-6.2-astra", "gpt-6-astra"})
    void refusesToolsOfModelsThatHaveThemOnlyOverResponses(String model) {
        var request = asked(model).tools(List.of(tool("find-order", ORDER)));

        assertThat(failure(request).type()).isEqualTo(ErrorType.UNSUPPORTED);
        assertThat(failure(request)).hasMessageContaining("set api to auto");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-5.1", "gpt-5", "o3", "gpt-4o", "a-deployment"})
    void sendsToolsWhereTheyAreAccepted(String model) {
        assertThat(sent(asked(model).tools(List.of(tool("find-order", ORDER))))).containsKey("tools");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-5-pro", "gpt-5.1-codex-max", "o3-pro"})
    void refusesModelsThatKnowOnlyResponses(String model) {
        assertThat(failure(asked(model)).type()).isEqualTo(ErrorType.UNSUPPORTED);
    }

    @Test
    void doesNotSearchTheWeb() {
        assertThat(provider().capabilities()).doesNotContain(Capability.WEB_SEARCH);
        assertThat(provider(Map.of("api", "auto")).capabilities()).contains(Capability.WEB_SEARCH);
        assertThat(failure(asked("gpt-4.1").webSearch(true)).type()).isEqualTo(ErrorType.UNSUPPORTED);
    }
}
