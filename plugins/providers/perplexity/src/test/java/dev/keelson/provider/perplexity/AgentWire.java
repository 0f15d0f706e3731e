package dev.keelson.provider.perplexity;

import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.testkit.ProviderWire;
import dev.keelson.plugin.testkit.RecordedRequest;
import dev.keelson.plugin.testkit.StubAnswer;
import dev.keelson.plugin.testkit.TestPluginContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plays the Agent API. */
final class AgentWire implements ProviderWire {
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
        return StubAnswer.json(200, json.write(response("requires_action", List.of(functionCall(call)))));
    }

    @Override
    public StubAnswer openStream(List<String> deltas) {
        StubAnswer answer = StubAnswer.eventStream()
                .thenChunk(event("response.created", Map.of("response", response("in_progress", List.of()))))
                .thenChunk(event("response.in_progress", Map.of("response", response("in_progress", List.of()))));
        for (String delta : deltas) {
            answer = answer.thenChunk(event(
                    "response.output_text.delta",
                    Map.of("item_id", "msg_1", "output_index", 0, "content_index", 0, "delta", delta)));
        }
        return answer;
    }

    @Override
    public StubAnswer finishedStream(List<String> deltas) {
        return end(openStream(deltas), message(String.join("", deltas)));
    }

    @Override
    public StubAnswer streamedToolCall(ToolCall call) {
        Map<String, Object> item = functionCall(call);
        return end(openStream(List.of()), item);
    }

    @Override
    public StubAnswer failingStream(List<String> deltas, String message) {
        return openStream(deltas)
                .thenChunk(event(
                        "response.failed",
                        Map.of("error", Map.of("message", message, "type", "server_error", "code", "internal"))))
                .thenLastChunk();
    }

    @Override
    public StubAnswer error(int status, String message, String... headers) {
        String body = json.write(Map.of("error", Map.of("message", message, "type", "some_error", "code", status)));
        return StubAnswer.of(status, "application/json", body, headers);
    }

    private StubAnswer end(StubAnswer open, Map<String, Object> item) {
        return open.thenChunk(event("response.output_item.done", Map.of("output_index", 0, "item", item)))
                .thenChunk(event("response.completed", Map.of("response", response("completed", List.of(item)))))
                .thenLastChunk();
    }

    private String event(String type, Map<String, Object> fields) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", type);
        event.put("sequence_number", 1);
        event.putAll(fields);
        return "event: " + type + "\ndata: " + json.write(event) + "\n\n";
    }

    private static Map<String, Object> response(String status, List<Object> output) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("id", "resp_1");
        response.put("object", "response");
        response.put("created_at", 1_764_000_000);
        response.put("model", "perplexity/sonar");
        response.put("status", status);
        response.put("output", output);
        response.put("error", null);
        response.put("usage", status.equals("in_progress") ? null : USAGE);
        return response;
    }

    private static Map<String, Object> message(String text) {
        return Map.of(
                "type",
                "message",
                "id",
                "msg_1",
                "role",
                "assistant",
                "status",
                "completed",
                "content",
                List.of(Map.of("type", "output_text", "text", text, "annotations", List.of())));
    }

    private static Map<String, Object> functionCall(ToolCall call) {
        return Map.of(
                "type",
                "function_call",
                "id",
                "fc_1",
                "call_id",
                call.id(),
                "name",
                call.name(),
                "arguments",
                call.arguments(),
                "status",
                "completed");
    }
}
