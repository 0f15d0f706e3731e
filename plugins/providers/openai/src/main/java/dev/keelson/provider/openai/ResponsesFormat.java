package dev.keelson.provider.openai;

import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.provider.support.JsonFields;
import dev.keelson.provider.support.LoweredSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Responses API, used without state on the side of OpenAI: nothing is stored there, and each call sends all. */
final class ResponsesFormat implements WireFormat {
    private final Requests requests;
    private final ResponsesAnswers answers;

    ResponsesFormat(Requests requests, ResponsesAnswers answers) {
        this.requests = requests;
        this.answers = answers;
    }

    @Override
    public String path() {
        return "/responses";
    }

    @Override
    public WireRequest whole(ChatRequest request) {
        return write(request, new LinkedHashMap<>());
    }

    @Override
    public WireRequest streamed(ChatRequest request) {
        return write(request, new LinkedHashMap<>(Map.of("stream", true)));
    }

    @Override
    public RawAnswer answer(JsonFields body) {
        return answers.read(body);
    }

    @Override
    public StreamedAnswer streamedAnswer() {
        return new StreamedResponse(answers);
    }

    private WireRequest write(ChatRequest request, Map<String, Object> body) {
        Tuning tuning = Tuning.forResponses(request);
        OfferedTools tools = requests.tools(request);
        body.put("model", request.model());
        body.put("store", false);
        if (tuning.rule().givesEncryptedReasoning()) {
            body.put("include", List.of("reasoning.encrypted_content"));
        }
        putConversation(body, request, tools);
        request.maxOutputTokens().ifPresent(value -> body.put("max_output_tokens", value));
        tuning.putSampling(body);
        tuning.effort().ifPresent(effort -> body.put("reasoning", Map.of("effort", effort)));
        putOutput(body, request);
        putTools(body, request, tools);
        return requests.finished(request, body, tools, tuning.notes());
    }

    private static void putConversation(Map<String, Object> body, ChatRequest request, OfferedTools tools) {
        Conversation conversation = Conversation.of(request.messages());
        if (!conversation.instructions().isEmpty()) {
            body.put("instructions", conversation.instructions());
        }
        body.put("input", new InputItems(tools.names()).of(conversation.rest()));
    }

    private void putOutput(Map<String, Object> body, ChatRequest request) {
        @Nullable LoweredSchema output = requests.output(request);
        if (output == null) {
            return;
        }
        Map<String, Object> format = new LinkedHashMap<>(Map.of("type", "json_schema"));
        format.putAll(Requests.outputFormat(request, output));
        body.put("text", Map.of("format", format));
    }

    private static void putTools(Map<String, Object> body, ChatRequest request, OfferedTools tools) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Map<String, Object> function : tools.functions()) {
            Map<String, Object> tool = new LinkedHashMap<>(Map.of("type", "function"));
            tool.putAll(function);
            all.add(tool);
        }
        if (request.webSearch()) {
            all.add(Map.of("type", "web_search"));
        }
        if (!all.isEmpty()) {
            body.put("tools", all);
        }
        Requests.putParallelism(body, request);
    }
}
