package dev.keelson.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.provider.Attachment;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ReasoningEffort;
import dev.keelson.plugin.api.tool.ToolSpec;
import dev.keelson.plugin.testkit.Stages;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out. */
class RequestWireTest extends WireCase {

    @Test
    void writesTheMessagesInGeminisForm() {
        Map<String, Object> sent = sentFor(ChatRequest.model(MODEL)
                .message(Message.system("Be brief."))
                .message(Message.system("Be kind."))
                .message(Message.user("one"))
                .message(Message.assistant("1"))
                .message(Message.user("two"))
                .maxOutputTokens(99));

        assertThat(sent)
                .isEqualTo(object("{'contents':[{'role':'user','parts':[{'text':'one'}]},"
                        + "{'role':'model','parts':[{'text':'1'}]},{'role':'user','parts':[{'text':'two'}]}],"
                        + "'systemInstruction':{'parts':[{'text':'Be brief.'},{'text':'Be kind.'}]},"
                        + "'generationConfig':{'maxOutputTokens':99}}"));
    }

    @Test
    void sendsTheKeyInAHeaderAndNothingElseInTheAddress() {
        var unused = sentFor(question());

        assertThat(upstream.lastRequest().method()).isEqualTo("POST");
        assertThat(upstream.lastRequest().target()).isEqualTo("/v1beta/models/gemini-3.8-flash:generateContent");
        assertThat(upstream.lastRequest().header("x-goog-api-key")).hasValue(KEY);
        assertThat(upstream.lastRequest().header("authorization")).isEmpty();
    }

    @Test
    void asksForAStreamOfEvents() {
        upstream.enqueue(new GeminiWire().finishedStream(List.of("ok")));

        stream(question()).requireSuccess();

        assertThat(upstream.lastRequest().target())
                .isEqualTo("/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse");
        assertThat(upstream.lastRequest().header("accept")).hasValue("text/event-stream");
    }

    @Test
    void usesTheConfiguredVersionAndBase() {
        upstream.enqueue(answer(STOP));
        var provider = provider(Map.of("baseUrl", upstream.uri("/gemini/").toString(), "apiVersion", "v1"));

        assertThat(Stages.value(provider.chat(question().build())).content()).isEqualTo("ok");

        assertThat(upstream.lastRequest().target()).isEqualTo("/gemini/v1/models/gemini-3.8-flash:generateContent");
    }

    @ParameterizedTest
    @CsvSource({"models/gemini-2.5-pro, models/gemini-2.5-pro", "tunedModels/mine-1, tunedModels/mine-1"})
    void takesFullNamesOfModels(String model, String path) {
        var unused = sentFor(question(model));

        assertThat(upstream.lastRequest().target()).isEqualTo("/v1beta/" + path + ":generateContent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/../../b", "gemini?key=1", "gemini pro", "gemini#", "gemini%2F", "ünder"})
    void refusesModelsThatWouldBeAnotherAddress(String model) {
        assertThat(Stages.failure(() -> provider().chat(question(model).build()))
                        .type())
                .isEqualTo(ErrorType.INVALID_REQUEST);
        assertThat(stream(question(model)).failure().type()).isEqualTo(ErrorType.INVALID_REQUEST);
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void saysInItsPlaceWhatTheSystemSaysLater() {
        Map<String, Object> sent =
                sentFor(question().message(Message.assistant("?")).message(Message.system("Answer in French.")));

        assertThat(at(sent, "systemInstruction")).isNull();
        assertThat(at(sent, "contents/2")).isEqualTo(json("{'role':'user','parts':[{'text':'Answer in French.'}]}"));
    }

    @Test
    void skipsEmptyTurnsOfTheModel() {
        Map<String, Object> sent =
                sentFor(question().message(Message.assistant("")).message(Message.user("again")));

        assertThat(at(sent, "contents/1/role")).isEqualTo("user");
        assertThat(at(sent, "contents/2")).isNull();
    }

    @Test
    void refusesAChatWithNothingToAnswer() {
        var request =
                ChatRequest.model(MODEL).message(Message.system("Be brief.")).build();

        assertThat(Stages.failure(() -> provider().chat(request)).type()).isEqualTo(ErrorType.INVALID_REQUEST);
    }

    @Test
    void sendsImagesAndPdfsInline() {
        Map<String, Object> sent = sentFor(ChatRequest.model(MODEL)
                .message(Message.user(
                        "What is this?",
                        List.of(
                                Attachment.of("a.png", "image/png", "QUJD"),
                                Attachment.of("", "application/pdf", "REVG")))));

        assertThat(at(sent, "contents/0/parts"))
                .isEqualTo(json("[{'text':'File a.png:'},{'inlineData':{'mimeType':'image/png','data':'QUJD'}},"
                        + "{'inlineData':{'mimeType':'application/pdf','data':'REVG'}},{'text':'What is this?'}]"));
    }

    @Test
    void refusesFilesThatItCanNotSend() {
        var zip = question().message(Message.user("x", List.of(Attachment.of("a.zip", "application/zip", "QUJD"))));
        var huge = question()
                .message(Message.user("x", List.of(Attachment.of("a", "image/png", "A".repeat((20 << 20) + 4)))));

        assertThat(Stages.failure(() -> provider().chat(zip.build())).type()).isEqualTo(ErrorType.UNSUPPORTED);
        assertThat(Stages.failure(() -> provider().chat(huge.build())).type()).isEqualTo(ErrorType.INVALID_REQUEST);
    }

    @Test
    void declaresFunctionsInOneTool() {
        Map<String, Object> sent = sentFor(question().tools(List.of(tool("find-order"), tool("cancel_order"))));

        assertThat(at(sent, "tools"))
                .isEqualTo(json("[{'functionDeclarations':[{'name':'find-order','description':'Finds.',"
                        + "'parametersJsonSchema':{'type':'object','properties':{'n':{'type':'string'}},'required':['n']}},"
                        + "{'name':'cancel_order','description':'Finds.','parametersJsonSchema':{'type':'object',"
                        + "'properties':{'n':{'type':'string'}},'required':['n']}}]}]"));
        assertThat(at(sent, "toolConfig")).isEqualTo(json("{'functionCallingConfig':{'mode':'AUTO'}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'object'}",
                "{'type':'object','properties':{}}",
                "{'type':'object','properties':{},'additionalProperties':false}",
                "{'$schema':'x','type':'object','properties':{},'required':[]}"
            })
    void leavesOutTheSchemaOfAFunctionWithoutParameters(String schema) {
        Map<String, Object> sent = sentFor(question().tools(List.of(ToolSpec.of("now", "Time.", object(schema)))));

        assertThat(at(sent, "tools/0/functionDeclarations/0")).isEqualTo(json("{'name':'now','description':'Time.'}"));
    }

    @Test
    void renamesFunctionsThatGeminiWouldRefuseAndBack() {
        upstream.enqueue(answer("{'candidates':[{'content':{'parts':[{'functionCall':{'name':'__1st','args':{}}},"
                + "{'functionCall':{'name':'_1st','args':{}}}]},'finishReason':'STOP'}]}"));

        ChatResponse response = chat(question().tools(List.of(tool("1st"), tool("_1st"))));

        assertThat(at(object(upstream.lastRequest().body()), "tools/0/functionDeclarations/0/name"))
                .isEqualTo("__1st");
        assertThat(response.toolCalls()).extracting(call -> call.name()).containsExactly("1st", "_1st");
    }

    @Test
    void refusesMoreFunctionsThanGeminiTakes() {
        List<ToolSpec> tools =
                IntStream.range(0, 513).mapToObj(i -> tool("tool" + i)).toList();

        assertThat(Stages.failure(() -> provider().chat(question().tools(tools).build()))
                        .type())
                .isEqualTo(ErrorType.INVALID_REQUEST);
    }

    @Test
    void saysThatParallelCallsCanNotBeTurnedOff() {
        var noted = sentNotes(
                question().tools(List.of(tool("find"))).parallelToolCalls(false),
                "parallel tool calls can't be turned off at this provider");
        var silent = sentNotes(question().parallelToolCalls(false));

        assertThat(at(noted, "toolConfig/functionCallingConfig/mode")).isEqualTo("AUTO");
        assertThat(silent.keySet()).containsExactly("contents");
    }

    @Test
    void searchesTheWebWhenItMay() {
        assertThat(at(sentFor(question().webSearch(true)), "tools")).isEqualTo(json("[{'googleSearch':{}}]"));
        assertThat(at(sentFor(question(OLD_MODEL).webSearch(true)), "tools")).isEqualTo(json("[{'googleSearch':{}}]"));
    }

    @Test
    void searchesBesideFunctionsWhereTheModelCan() {
        Map<String, Object> sent =
                sentFor(question().tools(List.of(tool("find"))).webSearch(true));

        assertThat(at(sent, "tools/0")).isEqualTo(json("{'googleSearch':{}}"));
        assertThat(at(sent, "tools/1/functionDeclarations/0/name")).isEqualTo("find");
        assertThat(at(sent, "toolConfig"))
                .isEqualTo(
                        json("{'functionCallingConfig':{'mode':'VALIDATED'},'includeServerSideToolInvocations':true}"));
    }

    @Test
    void leavesOutTheSearchWhereFunctionsRuleItOut() {
        Map<String, Object> sent = sentNotes(
                question(OLD_MODEL).tools(List.of(tool("find"))).webSearch(true),
                "left out the web search: this model can't combine it with tools");

        assertThat(at(sent, "tools/0/functionDeclarations/0/name")).isEqualTo("find");
        assertThat(at(sent, "tools/1")).isNull();
    }

    @Test
    void asksForJsonByASchema() {
        Map<String, Object> sent = sentFor(question()
                .outputSchema(schema("{'type':'object','properties':{'a':{'type':'string'}},'required':['a']}")));

        assertThat(at(sent, "generationConfig"))
                .isEqualTo(json("{'responseMimeType':'application/json','responseJsonSchema':{'type':'object',"
                        + "'properties':{'a':{'type':'string'}},'required':['a']}}"));
    }

    @Test
    void asksForAnyJsonWhenTheSchemaNamesNoProperty() {
        Map<String, Object> sent = sentFor(question().outputSchema(schema("{'type':'object'}")));

        assertThat(at(sent, "generationConfig")).isEqualTo(json("{'responseMimeType':'application/json'}"));
    }

    @Test
    void combinesSchemaAndToolsWhereTheModelCan() {
        Map<String, Object> sent = sentNotes(question()
                .tools(List.of(tool("find")))
                .outputSchema(schema("{'type':'object','properties':{'a':{'type':'string'}}}")));

        assertThat(at(sent, "generationConfig/responseMimeType")).isEqualTo("application/json");
        assertThat(at(sent, "toolConfig/functionCallingConfig/mode")).isEqualTo("AUTO");
    }

    @Test
    void saysTheSchemaInWordsWhereToolsRuleItOut() {
        String note = "the output schema went out as an instruction: this model can't combine it with tools";
        var request =
                question(OLD_MODEL).outputSchema(schema("{'type':'object','properties':{'color':{'const':'red'}}}"));

        Map<String, Object> sent = sentNotes(request.tools(List.of(tool("find"))), note);

        assertThat(at(sent, "generationConfig")).isNull();
        assertThat(at(sent, "systemInstruction/parts/0/text"))
                .asString()
                .contains("{\"type\":\"object\",\"properties\":{\"color\":{\"enum\":[\"red\"],\"type\":\"string\"}}}");
    }

    @Test
    void saysTheSchemaInWordsBesideTheSearchToo() {
        var request =
                question(OLD_MODEL).outputSchema(schema("{'type':'object'}")).webSearch(true);

        Map<String, Object> sent = sentFor(request);

        assertThat(at(sent, "generationConfig")).isNull();
        assertThat(at(sent, "systemInstruction/parts/0/text")).asString().endsWith("{\"type\":\"object\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "gemini-2.5-pro, true",
        "gemini-2.5-flash, true",
        "gemini-2.5-flash-lite, true",
        "gemini-2.0-flash, true",
        "gemma-3-27b-it, true",
        "gemini-3.1-pro-preview, false",
        "gemini-3.1-flash-lite, false",
        "gemini-3.5-flash-lite, false",
        "gemini-3.8-flash, false",
        "gemini-4-argon, false",
        "gemini-4-carbon, false",
        "gemini-flash-latest, false",
        "gemini-5-radon, false"
    })
    void samplesAsTheModelAllows(String model, boolean allowed) {
        var request = question(model).temperature(0.25).topP(0.5);

        Map<String, Object> sent = allowed
                ? sentNotes(request)
                : sentNotes(
                        request,
                        "left out temperature: this model has fixed sampling",
                        "left out topP: this model has fixed sampling");

        assertThat(at(sent, "generationConfig")).isEqualTo(allowed ? json("{'temperature':0.25,'topP':0.5}") : null);
    }

    @ParameterizedTest
    @CsvSource({
        "gemini-2.5-pro, NONE, 128, true",
        "gemini-2.5-pro, MINIMAL, 512, false",
        "gemini-2.5-pro, MAX, 32768, false",
        "gemini-2.5-flash, NONE, 0, false",
        "gemini-2.5-flash, LOW, 1024, false",
        "gemini-2.5-flash, MEDIUM, 8192, false",
        "gemini-2.5-flash-lite, HIGH, 24576, false",
        "gemini-2.5-flash-lite, XHIGH, 24576, false"
    })
    void thinksByBudget(String model, ReasoningEffort effort, int budget, boolean noted) {
        Map<String, Object> sent = sentFor(
                question(model).reasoningEffort(effort),
                response -> assertThat(response.notes()).hasSize(noted ? 1 : 0));

        assertThat(at(sent, "generationConfig/thinkingConfig")).isEqualTo(Map.of("thinkingBudget", budget));
    }

    @ParameterizedTest
    @CsvSource({
        "gemini-3.1-pro-preview, NONE, LOW",
        "gemini-3.1-pro-preview, HIGH, HIGH",
        "gemini-3-pro-preview, MINIMAL, LOW",
        "gemini-3.5-flash, NONE, MINIMAL",
        "gemini-3.6-flash, MINIMAL, MINIMAL",
        "gemini-3.1-flash-lite, MEDIUM, MEDIUM",
        "gemini-3.5-flash-lite, MINIMAL, MINIMAL",
        "gemini-3.7-flash, MINIMAL, LOW",
        "gemini-3.8-flash, XHIGH, HIGH",
        "gemini-3.8-flash-lite, MINIMAL, MINIMAL",
        "gemini-3.10-flash, MINIMAL, LOW",
        "gemini-4-argon, NONE, LOW",
        "gemini-4-argon, LOW, LOW",
        "gemini-4-carbon, MAX, HIGH",
        "gemini-pro-latest, MINIMAL, LOW"
    })
    void thinksByLevel(String model, ReasoningEffort effort, ReasoningEffort level) {
        Map<String, Object> sent = sentFor(
                question(model).reasoningEffort(effort),
                response -> assertThat(response.notes()).hasSize(effort == level ? 0 : 1));

        assertThat(at(sent, "generationConfig/thinkingConfig")).isEqualTo(Map.of("thinkingLevel", level.name()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini-2.0-flash", "gemini-1.5-pro", "gemini-pro", "gemma-3-27b-it"})
    void doesNotAskModelsToThinkThatCanNot(String model) {
        Map<String, Object> sent = sentNotes(
                question(model).reasoningEffort(ReasoningEffort.LOW),
                "left out the reasoning effort: this model does not think");

        assertThat(at(sent, "generationConfig")).isNull();
    }

    @Test
    void leavesThinkingToTheModelWhenNothingIsAsked() {
        assertThat(at(sentNotes(question()), "generationConfig")).isNull();
    }

    private Map<String, Object> sentNotes(ChatRequest.Builder request, String... notes) {
        return sentFor(request, response -> assertThat(response.notes()).containsExactly(notes));
    }
}
