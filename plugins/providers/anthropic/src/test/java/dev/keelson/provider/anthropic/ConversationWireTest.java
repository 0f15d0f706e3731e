package dev.keelson.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.provider.Attachment;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.testkit.Stages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How messages of a chat go over the wire. */
class ConversationWireTest extends WireCase {
    private static final ToolCall FIRST = ToolCall.of("toolu_1", "find-order", "{\"number\":\"A-1\"}");
    private static final ToolCall SECOND = ToolCall.of("toolu_2", "find-order", "");

    @Test
    void sendsOneRequestWithItsHeaders() {
        send(question().message(Message.system("Be brief.")));

        var request = upstream.lastRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/v1/messages");
        assertThat(request.header("authorization")).hasValue("Bearer " + KEY);
        assertThat(request.header("x-api-key")).isEmpty();
        assertThat(request.header("anthropic-version")).hasValue("2026-10-21");
        assertThat(request.header("anthropic-beta")).isEmpty();
        assertThat(sent("model")).isEqualTo(MODEL);
        assertThat(sent()).doesNotContainKeys("stream", "tools", "tool_choice");
    }

    @Test
    void putsEverySystemMessageAtTheTop() {
        send(ChatRequest.model(MODEL)
                .message(Message.system("Be brief."))
                .message(Message.user("Hi"))
                .message(Message.system("Be kind.")));

        assertThat(sent("system")).isEqualTo(json("[{'type':'text','text':'Be brief.\\n\\nBe kind.'}]"));
        assertThat(sent("messages")).isEqualTo(json("[{'role':'user','content':[{'type':'text','text':'Hi'}]}]"));
    }

    @Test
    void mergesMessagesOfOneRoleAndDropsEmptyText() {
        send(question()
                .message(Message.user(" "))
                .message(Message.user("Please."))
                .message(Message.assistant(""))
                .message(Message.assistant("Let me"))
                .message(Message.assistant(" see."))
                .message(Message.user("Well?")));

        assertThat(sent("messages")).isEqualTo(json("""
                [{'role':'user','content':[
                   {'type':'text','text':'Where is order A-1?'},{'type':'text','text':'Please.'}]},
                 {'role':'assistant','content':[{'type':'text','text':'Let me'},{'type':'text','text':' see.'}]},
                 {'role':'user','content':[{'type':'text','text':'Well?'}]}]"""));
    }

    @Test
    void answersAllCallsInOneUserMessageWithTheResultsFirst() {
        send(question()
                .message(Message.assistant("I look.", List.of(FIRST, SECOND)))
                .message(Message.user("Hurry!"))
                .message(Message.tool("toolu_1", "shipped"))
                .message(Message.tool("toolu_2", ""))
                .message(Message.tool("toolu_1", "shipped again")));

        assertThat(lastTurns()).isEqualTo(json("""
                [{'role':'assistant','content':[{'type':'text','text':'I look.'},
                   {'type':'tool_use','id':'toolu_1','name':'find-order','input':{'number':'A-1'}},
                   {'type':'tool_use','id':'toolu_2','name':'find-order','input':{}}]},
                 {'role':'user','content':[
                   {'type':'tool_result','tool_use_id':'toolu_1','content':'shipped'},
                   {'type':'tool_result','tool_use_id':'toolu_2'},
                   {'type':'text','text':'Hurry!'}]}]"""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"number\": | {'_raw':'{\\\"number\\\":'}",
                "[1] | {'_raw':'[1]'}",
                "null | {'_raw':'null'}",
                "{\"a\":1}{} | {'_raw':'{\\\"a\\\":1}{}'}"
            })
    void wrapsArgumentsThatAreNoObject(String arguments, String input) {
        send(question()
                .message(Message.assistant("", List.of(ToolCall.of("toolu_1", "find-order", arguments))))
                .message(Message.tool("toolu_1", "not JSON")));

        assertThat(lastTurns().toString()).contains("input=" + json(input));
    }

    @Test
    void replacesCharactersInForeignIdsOnBothSides() {
        send(question()
                .message(Message.assistant("", List.of(ToolCall.of("functions.find:0", "find-order", "{}"))))
                .message(Message.tool("functions.find:0", "shipped")));

        assertThat(lastTurns().toString())
                .contains("id=functions_find_0,", "tool_use_id=functions_find_0,")
                .doesNotContain("functions.find");
    }

    @Test
    void sendsPicturesAndFilesBeforeTheText() {
        send(ChatRequest.model(MODEL)
                .message(Message.user(
                        "What is this?",
                        List.of(
                                Attachment.of("a.png", "image/png", "AAAA"),
                                Attachment.of("b.pdf", "application/pdf", "BBBB")))));

        assertThat(sent("messages")).isEqualTo(json("""
                [{'role':'user','content':[
                   {'type':'image','source':{'type':'base64','media_type':'image/png','data':'AAAA'}},
                   {'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'BBBB'},
                    'title':'b.pdf'},
                   {'type':'text','text':'What is this?'}]}]"""));
    }

    @Test
    void refusesOtherFilesBeforeAnythingIsSent() {
        var request = question().message(Message.user("", List.of(Attachment.of("a.svg", "image/svg+xml", "AAAA"))));

        assertThat(Stages.failure(() -> provider().chat(request.build())).type())
                .isEqualTo(ErrorType.UNSUPPORTED);
        assertThat(stream(request).failure().type()).isEqualTo(ErrorType.UNSUPPORTED);
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void replaysThinkingUnchangedAndInOrder() {
        String blocks = """
                {'type':'thinking','thinking':'','signature':'c2ln'},
                {'type':'thinking','thinking':'Hm.','signature':'c2lnMg=='},
                {'type':'redacted_thinking','data':'ZGF0YQ=='},
                {'type':'text','text':'I look.'},
                {'type':'tool_use','id':'toolu_1','name':'find-order','input':{'number':'A-1'}}""";
        ChatResponse first =
                answered("{'id':'m','content':[" + blocks + "],'stop_reason':'tool_use','usage':{'input_tokens':1}}");

        send(question()
                .message(Message.assistant(first.content(), first.toolCalls())
                        .withProviderState(first.providerState().orElseThrow()))
                .message(Message.tool("toolu_1", "shipped")));

        assertThat(first.toolCalls()).hasSize(1);
        assertThat(lastTurns())
                .isEqualTo(
                        json(
                                "[{'role':'assistant','content':[" + blocks + "]},"
                                        + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'toolu_1','content':'shipped'}]}]"));
    }

    @Test
    void putsThinkingInFrontOfWhatWasSaidBefore() {
        Message thought = Message.assistant("", List.of(FIRST))
                .withProviderState(object("{'content':[{'type':'thinking','thinking':'x','signature':'s'},"
                        + "{'type':'tool_use','id':'toolu_1','name':'find-order'}]}"));

        send(question()
                .message(Message.assistant("I look."))
                .message(thought)
                .message(Message.tool("toolu_1", "shipped")));

        assertThat(lastTurns().toString())
                .containsSubsequence("type=thinking", "text=I look.", "type=tool_use", "type=tool_result");
    }

    @Test
    void replaysOnlyTheCallsThatTheMessageHas() {
        Message message = Message.assistant("", List.of(FIRST))
                .withProviderState(object("{'content':[{'type':'thinking','thinking':'x','signature':'s'},"
                        + "{'type':'tool_use','id':'toolu_9','name':'find-order'},{'type':'text','text':''}]}"));

        send(question().message(message).message(Message.tool("toolu_1", "shipped")));

        assertThat(lastTurns().toString()).contains("id=toolu_1").doesNotContain("toolu_9", "text=");
    }

    @Test
    void ignoresAStateThatIsNotItsOwn() {
        send(question()
                .message(Message.assistant("I look.").withProviderState(List.of("foreign")))
                .message(Message.user("Well?")));

        assertThat(lastTurns().toString()).contains("I look.").doesNotContain("foreign");
    }

    @Test
    void sendsAPausedTurnBackUnchanged() {
        String blocks = """
                {'type':'text','text':'Searching.'},
                {'type':'server_tool_use','id':'srvtoolu_1','name':'web_search','input':{'query':'x'}}""";
        ChatResponse paused = answered("{'content':[" + blocks + "],'stop_reason':'pause_turn'}");

        send(question()
                .message(Message.assistant(paused.content())
                        .withProviderState(paused.providerState().orElseThrow())));

        assertThat((List<?>) sent("messages"))
                .last()
                .isEqualTo(json("{'role':'assistant','content':[" + blocks + "]}"));
    }

    /** The turns after the question. */
    private Object lastTurns() {
        List<?> messages = (List<?>) sent("messages");
        return messages.subList(1, messages.size());
    }
}
