package dev.keelson.provider.google;

import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.testkit.ProviderWire;
import dev.keelson.plugin.testkit.RecordedRequest;
import dev.keelson.plugin.testkit.StubAnswer;
import dev.keelson.plugin.testkit.TestPluginContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plays the Gemini API. */
final class GeminiWire implements ProviderWire {
    private static final Map<Integer, String> STATUSES = Map.of(
            400, "INVALID_ARGUMENT",
            401, "UNAUTHENTICATED",
            403, "PERMISSION_DENIED",
            404, "NOT_FOUND",
            429, "RESOURCE_EXHAUSTED",
            500, "INTERNAL",
            503, "UNAVAILABLE");
    /** Thoughts and tool results are counted beside output and prompt. */
    private static final Map<String, Object> USAGE = Map.of(
            "promptTokenCount",
            INPUT_TOKENS - 2,
            "toolUsePromptTokenCount",
            2,
            "candidatesTokenCount",
            OUTPUT_TOKENS - 3,
            "thoughtsTokenCount",
            3,
            "totalTokenCount",
            INPUT_TOKENS + OUTPUT_TOKENS);

    private final JsonCodec json = TestPluginContext.create().json();

    @Override
    public boolean asksForStream(RecordedRequest request) {
        return request.target().contains(":streamGenerateContent?alt=sse");
    }

    @Override
    public StubAnswer text(String text) {
        return StubAnswer.json(200, response(Map.of("text", text), "STOP"));
    }

    @Override
    public StubAnswer toolCall(ToolCall call) {
        return StubAnswer.json(200, response(part(call), "STOP"));
    }

    @Override
    public StubAnswer openStream(List<String> deltas) {
        StubAnswer answer = StubAnswer.eventStream();
        for (String delta : deltas) {
            answer = event(answer, response(Map.of("text", delta), null));
        }
        return answer;
    }

    @Override
    public StubAnswer finishedStream(List<String> deltas) {
        return event(openStream(deltas), response(Map.of("text", ""), "STOP")).thenLastChunk();
    }

    @Override
    public StubAnswer streamedToolCall(ToolCall call) {
        StubAnswer answer = event(StubAnswer.eventStream(), response(part(call), null));
        return event(answer, response(Map.of("text", ""), "STOP")).thenLastChunk();
    }

    @Override
    public StubAnswer failingStream(List<String> deltas, String message) {
        return event(openStream(deltas), json.write(errorBody(503, message))).thenLastChunk();
    }

    @Override
    public StubAnswer error(int status, String message, String... headers) {
        return StubAnswer.of(status, "application/json", json.write(errorBody(status, message)), headers);
    }

    /** Frames end in CRLF here. */
    private static StubAnswer event(StubAnswer answer, String data) {
        return answer.thenChunk("data: " + data + "\r\n\r\n");
    }

    private Map<String, Object> part(ToolCall call) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("id", call.id());
        function.put("name", call.name());
        function.put("args", json.read(call.arguments()));
        return Map.of("functionCall", function, "thoughtSignature", "c2lnbmVk");
    }

    private String response(Map<String, Object> part, @Nullable String reason) {
        Map<String, Object> candidate = new LinkedHashMap<>();
        candidate.put("content", Map.of("parts", List.of(part), "role", "model"));
        candidate.put("index", 0);
        if (reason != null) {
            candidate.put("finishReason", reason);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("candidates", List.of(candidate));
        answer.put("usageMetadata", USAGE);
        answer.put("modelVersion", "gemini-3.8-flash");
        answer.put("responseId", "r-1");
        return json.write(answer);
    }

    private static Map<String, Object> errorBody(int status, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", status);
        error.put("message", message);
        error.put("status", STATUSES.getOrDefault(status, "INVALID_ARGUMENT"));
        return Map.of("error", error);
    }
}
