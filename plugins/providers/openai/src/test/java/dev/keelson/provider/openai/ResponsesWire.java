package dev.keelson.provider.openai;

import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.testkit.ProviderWire;
import dev.keelson.plugin.testkit.RecordedRequest;
import dev.keelson.plugin.testkit.StubAnswer;
import dev.keelson.plugin.testkit.TestPluginContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plays the Responses API. */
final class ResponsesWire implements ProviderWire {
    private static final Map<String, Object> USAGE =
            Map.of("input_tokens", INPUT_TOKENS, "output_tokens", OUTPUT_TOKENS, "total_tokens", 18);
    private final JsonCodec json = TestPluginContext.create().json();

    @Override
    public boolean asksForStream(RecordedRequest request) {
        return request.body().contains("\"stream\":true");
    }

    @Override
    public StubAnswer text(String text) {
        return StubAnswer.json(200, json.write(response("completed", List.of(message(text)))));
    }

    @Override
    public StubAnswer toolCall(ToolCall call) {
        return StubAnswer.json(200, json.write(response("completed", List.of(functionCall(call)))));
    }

    @Override
    public StubAnswer openStream(List<String> deltas) {
        StubAnswer answer = event(
                StubAnswer.eventStream(), "response.created", Map.of("response", response("in_progress", List.of())));
        answer = event(answer, "response.output_item.added", Map.of("output_index", 0, "item", message("")));
        for (String delta : deltas) {
            answer = event(
                    answer,
                    "response.output_text.delta",
                    Map.of("output_index", 0, "content_index", 0, "delta", delta, "obfuscation", "xK3f"));
        }
        return answer;
    }

    @Override
    public StubAnswer finishedStream(List<String> deltas) {
        Map<String, Object> message = message(String.join("", deltas));
        StubAnswer closed =
                event(openStream(deltas), "response.output_item.done", Map.of("output_index", 0, "item", message));
        return completed(closed, List.of(message));
    }

    @Override
    public StubAnswer streamedToolCall(ToolCall call) {
        Map<String, Object> skeleton = functionCall(ToolCall.of(call.id(), call.name(), ""));
        StubAnswer answer = event(
                StubAnswer.eventStream(), "response.output_item.added", Map.of("output_index", 0, "item", skeleton));
        for (String part : call.arguments().split("(?<=:)", -1)) {
            answer = event(answer, "response.function_call_arguments.delta", Map.of("output_index", 0, "delta", part));
        }
        answer = event(answer, "response.output_item.done", Map.of("output_index", 0, "item", functionCall(call)));
        return completed(answer, List.of(functionCall(call)));
    }

    @Override
    public StubAnswer failingStream(List<String> deltas, String message) {
        return event(openStream(deltas), "error", Map.of("code", "server_error", "message", message))
                .thenLastChunk();
    }

    @Override
    public StubAnswer error(int status, String message, String... headers) {
        Map<String, Object> error = Map.of("message", message, "type", "some_error");
        return StubAnswer.of(status, "application/json", json.write(Map.of("error", error)), headers);
    }

    private StubAnswer completed(StubAnswer open, List<Object> output) {
        return event(open, "response.completed", Map.of("response", response("completed", output)))
                .thenLastChunk();
    }

    private StubAnswer event(StubAnswer answer, String type, Map<String, Object> fields) {
        Map<String, Object> data = new LinkedHashMap<>(Map.of("type", type));
        data.putAll(fields);
        return answer.thenChunk("event: " + type + "\ndata: " + json.write(data) + "\n\n");
    }

    private static Map<String, Object> response(String status, List<?> output) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("id", "resp_1");
        response.put("object", "response");
        response.put("status", status);
        response.put("error", null);
        response.put("incomplete_details", null);
        response.put("model", "stub-model-2026-01-01");
        response.put("output", output);
        response.put("usage", USAGE);
        return response;
    }

    private static Map<String, Object> message(String text) {
        Map<String, Object> part = Map.of("type", "output_text", "text", text, "annotations", List.of());
        return Map.of(
                "id", "msg_1", "type", "message", "role", "assistant", "status", "completed", "content", List.of(part));
    }

    private static Map<String, Object> functionCall(ToolCall call) {
        return Map.of(
                "id",
                "fc_1",
                "type",
                "function_call",
                "status",
                "completed",
                "call_id",
                call.id(),
                "name",
                call.name(),
                "arguments",
                call.arguments());
    }
}
