package dev.keelson.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.testkit.Stages;
import dev.keelson.plugin.testkit.StubAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out of turns that were: signatures, calls and their results. */
class HistoryWireTest extends WireCase {
    private static final String SIGNED = "[{'text':'Let me look.','thoughtSignature':'czA='},"
            + "{'functionCall':{'name':'find','args':{'n':'1'}},'thoughtSignature':'czE='},"
            + "{'functionCall':{'id':'c2','name':'find','args':{'n':'2'}}}]";

    @Test
    void sendsTheTurnBackExactlyAsItCame() {
        ChatResponse turn = answered(
                question().tools(List.of(tool("find"))),
                "{'candidates':[{'content':{'role':'model','parts':" + SIGNED + "},'finishReason':'STOP'}]}");

        Map<String, Object> sent = sentFor(after(turn)
                .message(Message.tool("call_0", "first"))
                .message(Message.tool(turn.toolCalls().get(1).id(), "second")));

        assertThat(turn.toolCalls()).extracting(ToolCall::id).containsExactly("call_0", "c2");
        assertThat(at(sent, "contents/1")).isEqualTo(json("{'role':'model','parts':" + SIGNED + "}"));
        assertThat(at(sent, "contents/2"))
                .isEqualTo(json(
                        "{'role':'user','parts':[{'functionResponse':{'name':'find','response':{'output':'first'}}},"
                                + "{'functionResponse':{'id':'c2','name':'find','response':{'output':'second'}}}]}"));
        assertThat(at(sent, "contents/3")).isNull();
    }

    @Test
    void keepsTheTurnOfAStreamInOneContent() {
        upstream.enqueue(StubAnswer.eventStream()
                .thenEvent(quoted(chunk("{'text':'Let '}")))
                .thenEvent(quoted(chunk("{'text':'me look.'}")))
                .thenEvent(quoted(chunk("{'functionCall':{'name':'find','args':{'n':'1'}},'thoughtSignature':'czE='}")))
                .thenEvent(quoted(chunk("{'functionCall':{'name':'find','args':{'n':'2'}}}")))
                .thenEvent(quoted("{'candidates':[{'finishReason':'STOP'}]}"))
                .thenLastChunk());
        ChatResponse turn = wholeOf(stream(question().tools(List.of(tool("find")))));

        Map<String, Object> sent =
                sentFor(after(turn).message(Message.tool("call_1", "second")).message(Message.tool("call_0", "first")));

        assertThat(at(sent, "contents/1/parts"))
                .isEqualTo(json("[{'text':'Let me look.'},"
                        + "{'functionCall':{'name':'find','args':{'n':'1'}},'thoughtSignature':'czE='},"
                        + "{'functionCall':{'name':'find','args':{'n':'2'}}}]"));
        assertThat(at(sent, "contents/2/parts/0/functionResponse/response/output"))
                .isEqualTo("first");
        assertThat(at(sent, "contents/2/parts/1/functionResponse/response/output"))
                .isEqualTo("second");
    }

    @Test
    void keepsTheSignatureOfAPlainAnswerToo() {
        ChatResponse turn = answered("{'candidates':[{'content':{'parts':[{'text':'Paris.'},"
                + "{'text':'','thoughtSignature':'c2lnbg=='}]},'finishReason':'STOP'}]}");

        Map<String, Object> sent = sentFor(after(turn).message(Message.user("And Spain?")));

        assertThat(at(sent, "contents/1/parts"))
                .isEqualTo(json("[{'text':'Paris.'},{'text':'','thoughtSignature':'c2lnbg=='}]"));
    }

    @Test
    void needsNothingBackOfAnAnswerThatIsOnlyText() {
        assertThat(answered(STOP).providerState()).isEmpty();
    }

    @Test
    void keepsWhatTheBuiltInSearchLeftInTheTurn() {
        String parts = "[{'toolCall':{'toolType':'GOOGLE_SEARCH_WEB','id':'t1','args':{}},'thoughtSignature':'czE='},"
                + "{'toolResponse':{'toolType':'GOOGLE_SEARCH_WEB','id':'t1','response':{}}},{'text':'Sunny.'}]";
        ChatResponse turn = answered("{'candidates':[{'content':{'parts':" + parts + "},'finishReason':'STOP'}]}");

        Map<String, Object> sent = sentFor(after(turn).message(Message.user("Sure?")));

        assertThat(turn.content()).isEqualTo("Sunny.");
        assertThat(turn.toolCalls()).isEmpty();
        assertThat(at(sent, "contents/1/parts")).isEqualTo(json(parts));
    }

    @Test
    void marksCallsFromElsewhereAsUnsigned() {
        Map<String, Object> sent = sentFor(foreign(question()));

        assertThat(at(sent, "contents/1"))
                .isEqualTo(json("{'role':'model','parts':[{'text':'Looking.'},"
                        + "{'functionCall':{'id':'a','name':'find','args':{'n':'1'}},"
                        + "'thoughtSignature':'skip_thought_signature_validator'},"
                        + "{'functionCall':{'id':'b','name':'find','args':{}}}]}"));
        assertThat(at(sent, "contents/2"))
                .isEqualTo(json("{'role':'user','parts':[{'functionResponse':{'id':'a','name':'find',"
                        + "'response':{'output':'one'}}},{'functionResponse':{'id':'b','name':'find',"
                        + "'response':{'output':'two'}}}]}"));
    }

    @Test
    void doesNotMarkThemForModelsWithoutSignatures() {
        Map<String, Object> sent = sentFor(foreign(question(OLD_MODEL)));

        assertThat(at(sent, "contents/1/parts/1"))
                .isEqualTo(json("{'functionCall':{'id':'a','name':'find','args':{'n':'1'}}}"));
    }

    @Test
    void rebuildsATurnWhoseCallsWereChanged() {
        ChatResponse turn = answered("{'candidates':[{'content':{'parts':" + SIGNED + "},'finishReason':'STOP'}]}");
        Message shortened = Message.assistant("", turn.toolCalls().subList(0, 1))
                .withProviderState(turn.providerState().orElseThrow());

        Map<String, Object> sent = sentFor(question().message(shortened).message(Message.tool("call_0", "x")));

        assertThat(at(sent, "contents/1/parts"))
                .isEqualTo(json("[{'functionCall':{'id':'call_0','name':'find','args':{'n':'1'}},"
                        + "'thoughtSignature':'skip_thought_signature_validator'}]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'text'", "[]", "{}", "{'parts':'x'}", "{'parts':[1]}", "{'parts':[]}"})
    void ignoresAStateThatIsNotItsOwn(String state) {
        Message turn = Message.assistant("Paris.").withProviderState(json(state));

        Map<String, Object> sent = sentFor(question().message(turn).message(Message.user("And Spain?")));

        assertThat(at(sent, "contents/1/parts")).isEqualTo(json("[{'text':'Paris.'}]"));
    }

    @Test
    void handsOnArgumentsThatAreNoObject() {
        var calls = List.of(ToolCall.of("a", "find", "[1]"), ToolCall.of("b", "find", "{\"n\":"));
        Map<String, Object> sent = sentFor(question()
                .message(Message.assistant("", calls))
                .message(Message.tool("a", "x"))
                .message(Message.tool("b", "x")));

        assertThat(at(sent, "contents/1/parts/0/functionCall/args/arguments")).isEqualTo("[1]");
        assertThat(at(sent, "contents/1/parts/1/functionCall/args/arguments")).isEqualTo("{\"n\":");
    }

    @Test
    void numbersCallsOverTheWholeConversation() {
        upstream.enqueue(answer("{'candidates':[{'content':{'parts':[{'functionCall':{'name':'find'}}]},"
                + "'finishReason':'STOP'}]}"));

        ChatResponse response = chat(foreign(question()));

        assertThat(response.toolCalls()).singleElement().satisfies(call -> {
            assertThat(call.id()).isEqualTo("call_2");
            assertThat(call.arguments()).isEqualTo("{}");
        });
    }

    @Test
    void pairsResultsWithTheLatestTurnWhenIdsComeAgain() {
        var again = List.of(ToolCall.of("same", "find", "{}"), ToolCall.of("same", "cancel", "{}"));
        Map<String, Object> sent = sentFor(question()
                .message(Message.assistant("", again))
                .message(Message.tool("same", "1"))
                .message(Message.tool("same", "2"))
                .message(Message.assistant("", again.subList(1, 2)))
                .message(Message.tool("same", "3")));

        assertThat(at(sent, "contents/2/parts/0/functionResponse/name")).isEqualTo("find");
        assertThat(at(sent, "contents/2/parts/1/functionResponse/response/output"))
                .isEqualTo("2");
        assertThat(at(sent, "contents/4/parts/0/functionResponse/name")).isEqualTo("cancel");
    }

    @Test
    void neverSendsCallsAndResultsThatDoNotMatch() {
        var calls = List.of(ToolCall.of("a", "find", "{}"), ToolCall.of("b", "find", "{}"));

        refuses(question().message(Message.tool("a", "x")));
        refuses(question().message(Message.assistant("", calls)).message(Message.tool("a", "x")));
        refuses(question().message(Message.assistant("", calls)).message(Message.user("never mind")));
        refuses(question()
                .message(Message.assistant("", calls.subList(0, 1)))
                .message(Message.tool("a", "x"))
                .message(Message.tool("a", "y")));
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void goesOnWithAnInterruptedTurn() {
        ChatResponse turn = answered("{'candidates':[{'content':{'parts':[{'text':'Chapter one'}]},"
                + "'finishReason':'CONTINUATION','continuationToken':'dG9r'}]}");

        Map<String, Object> sent = sentFor(after(turn));

        assertThat(turn.finishReason()).isEqualTo(FinishReason.PAUSED);
        assertThat(turn.content()).isEqualTo("Chapter one");
        assertThat(at(sent, "continuationToken")).isEqualTo("dG9r");
        assertThat(at(sent, "contents/0/role")).isEqualTo("user");
        assertThat(at(sent, "contents/1")).isNull();
    }

    @Test
    void joinsTheTurnsOfAnAnswerThatWasInterrupted() {
        ChatResponse first = answered("{'candidates':[{'content':{'parts':[{'text':'Chapter one'}]},"
                + "'finishReason':'CONTINUATION','continuationToken':'dG9r'}]}");
        Map<String, Object> sent =
                sentFor(after(first).message(Message.assistant(", the end.")).message(Message.user("Thanks.")));

        assertThat(at(sent, "continuationToken")).isNull();
        assertThat(at(sent, "contents/1"))
                .isEqualTo(json("{'role':'model','parts':[{'text':'Chapter one'},{'text':', the end.'}]}"));
        assertThat(at(sent, "contents/2/role")).isEqualTo("user");
    }

    @Test
    void runsTheCallsOfAnInterruptedTurnInsteadOfGoingOn() {
        ChatResponse turn = answered("{'candidates':[{'content':{'parts':[{'functionCall':{'name':'find','args':{}},"
                + "'thoughtSignature':'czE='}]},'finishReason':'CONTINUATION','continuationToken':'dG9r'}]}");

        Map<String, Object> sent = sentFor(after(turn).message(Message.tool("call_0", "found")));

        assertThat(turn.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(at(sent, "continuationToken")).isNull();
        assertThat(at(sent, "contents/1/parts/0/thoughtSignature")).isEqualTo("czE=");
        assertThat(at(sent, "contents/2/parts/0/functionResponse/response/output"))
                .isEqualTo("found");
    }

    @Test
    void callsAnInterruptionWithoutATokenACut() {
        ChatResponse turn = answered(
                "{'candidates':[{'content':{'parts':[{'text':'Chapter one'}]},'finishReason':'CONTINUATION'}]}");

        assertThat(turn.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(turn.providerState()).isEmpty();
    }

    @Test
    void forgetsACheckpointOfAnAnswerThatCameToItsEnd() {
        ChatResponse turn =
                answered("[{'candidates':[{'content':{'parts':[{'text':'a'}]},'continuationToken':'dG9r'}]},"
                        + "{'candidates':[{'content':{'parts':[{'text':'b'}]},'finishReason':'STOP'}]}]");

        assertThat(turn.content()).isEqualTo("ab");
        assertThat(turn.providerState()).isEmpty();
    }

    private static ChatRequest.Builder after(ChatResponse turn) {
        Message message = Message.assistant(turn.content(), turn.toolCalls());
        return question()
                .tools(List.of(tool("find")))
                .message(turn.providerState().map(message::withProviderState).orElse(message));
    }

    private static ChatRequest.Builder foreign(ChatRequest.Builder request) {
        var calls = List.of(ToolCall.of("a", "find", "{\"n\":\"1\"}"), ToolCall.of("b", "find", ""));
        return request.tools(List.of(tool("find")))
                .message(Message.assistant("Looking.", calls))
                .message(Message.tool("a", "one"))
                .message(Message.tool("b", "two"));
    }

    private void refuses(ChatRequest.Builder request) {
        assertThat(Stages.failure(() -> provider().chat(request.build())).type())
                .isEqualTo(ErrorType.INVALID_REQUEST);
    }

    private static String chunk(String part) {
        return "{'candidates':[{'content':{'role':'model','parts':[" + part + "]}}]}";
    }
}
