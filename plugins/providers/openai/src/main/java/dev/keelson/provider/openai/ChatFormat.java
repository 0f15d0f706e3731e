package dev.keelson.provider.openai;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.provider.support.JsonFields;
import dev.keelson.provider.support.LoweredSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chat Completions, for models and proxies that do not know the Responses API. */
final class ChatFormat implements WireFormat {
    private final Requests requests;

    ChatFormat(Requests requests) {
        this.requests = requests;
    }

    @Override
    public String path() {
        return "/chat/completions";
    }

    @Override
    public WireRequest whole(ChatRequest request) {
        return write(request, new LinkedHashMap<>());
    }

    @Override
    public WireRequest streamed(ChatRequest request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("stream", true);
        body.put("stream_options", Map.of("include_usage", true));
        return write(request, body);
    }

    @Override
    public RawAnswer answer(JsonFields body) {
        return ChatAnswers.read(body);
    }

    @Override
    public StreamedAnswer streamedAnswer() {
        return new StreamedCompletion();
    }

    private WireRequest write(ChatRequest request, Map<String, Object> body) {
        Tuning tuning = Tuning.forChat(request);
        OfferedTools tools = requests.tools(request);
        body.put("model", request.model());
        body.put("store", false);
        body.put("messages", new ChatMessages(tools.names()).of(request.messages()));
        request.maxOutputTokens().ifPresent(value -> body.put("max_completion_tokens", value));
        tuning.putSampling(body);
        tuning.effort().ifPresent(effort -> body.put("reasoning_effort", effort));
        putOutput(body, request);
        putTools(body, request, tools);
        putWebSearch(body, request, tuning.rule());
        return requests.finished(request, body, tools, tuning.notes());
    }

    private void putOutput(Map<String, Object> body, ChatRequest request) {
        @Nullable LoweredSchema output = requests.output(request);
        if (output != null) {
            body.put(
                    "response_format",
                    Map.of("type", "json_schema", "json_schema", Requests.outputFormat(request, output)));
        }
    }

    private static void putTools(Map<String, Object> body, ChatRequest request, OfferedTools tools) {
        if (!tools.isEmpty()) {
            body.put(
                    "tools",
                    tools.functions().stream()
                            .map(function -> Map.of("type", "function", "function", function))
                            .toList());
        }
        Requests.putParallelism(body, request);
    }

    /** Only the models that are made for it search here. */
    private static void putWebSearch(Map<String, Object> body, ChatRequest request, ModelRule rule) {
        if (!request.webSearch()) {
            return;
        }
        if (rule.home() != ModelRule.Home.CHAT) {
            throw new PluginException(
                    ErrorType.UNSUPPORTED,
                    "web search of " + request.model() + " needs the Responses API; set api to auto");
        }
        body.put("web_search_options", Map.of());
    }
}
