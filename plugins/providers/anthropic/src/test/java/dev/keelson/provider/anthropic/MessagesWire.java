package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.testkit.ProviderWire;
import dev.keelson.plugin.testkit.RecordedRequest;
import dev.keelson.plugin.testkit.StubAnswer;
import dev.keelson.plugin.testkit.TestPluginContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Plays the Messages API. */
final class MessagesWire implements ProviderWire {
    private static final String MODEL = "claude-sonnet-5-5-20260901";
    private final JsonCodec json = TestPluginContext.create().json();

    @Override
    public boolean asksForStream(RecordedRequest request) {
        return request.body().contains("\"stream\":true");
    }

    @Override
    public StubAnswer text(String text) {
        return whole(Map.of("type", "text", "text", text), "end_turn");
    }

    @Override
    public StubAnswer toolCall(ToolCall call) {
        Object input = Objects.requireNonNull(json.read(call.arguments()));
        return whole(Map.of("type", "tool_use", "id", call.id(), "name", call.name(), "input", input), "tool_use");
    }

    @Override
    public StubAnswer openStream(List<String> deltas) {
        StubAnswer answer =
                event(start(), Map.of("type", "content_block_start", "index", 0, "content_block", textBlock()));
        answer = event(answer, Map.of("type", "ping"));
        for (String delta : deltas) {
            answer = event(answer, delta(0, Map.of("type", "text_delta", "text", delta)));
        }
        return answer;
    }

    @Override
    public StubAnswer finishedStream(List<String> deltas) {
        return end(openStream(deltas), 0, "end_turn");
    }

    @Override
    public StubAnswer streamedToolCall(ToolCall call) {
        Map<String, Object> block = Map.of("type", "tool_use", "id", call.id(), "name", call.name(), "input", Map.of());
        StubAnswer answer = event(start(), Map.of("type", "content_block_start", "index", 0, "content_block", block));
        for (String part : ("," + call.arguments()).split("(?<=:)|(?<=^,)", -1)) {
            String fragment = part.equals(",") ? "" : part;
            answer = event(answer, delta(0, Map.of("type", "input_json_delta", "partial_json", fragment)));
        }
        return end(answer, 0, "tool_use");
    }

    @Override
    public StubAnswer failingStream(List<String> deltas, String message) {
        return openStream(deltas)
                .thenChunk("event: error\ndata: " + json.write(error("overloaded_error", message)) + "\n\n")
                .thenLastChunk();
    }

    @Override
    public StubAnswer error(int status, String message, String... headers) {
        return StubAnswer.of(status, "application/json", json.write(error("some_error", message)), headers);
    }

    private StubAnswer start() {
        Map<String, Object> message = message();
        message.put("content", List.of());
        message.put("usage", Map.of("input_tokens", INPUT_TOKENS, "output_tokens", 1));
        return event(
                StubAnswer.eventStream("request-id: req_stub"), Map.of("type", "message_start", "message", message));
    }

    /** The output count is cumulative, so the last one is all that counts. */
    private StubAnswer end(StubAnswer open, int index, String reason) {
        StubAnswer stopped = event(open, Map.of("type", "content_block_stop", "index", index));
        StubAnswer counted = event(
                stopped,
                Map.of(
                        "type",
                        "message_delta",
                        "delta",
                        Map.of("stop_reason", reason),
                        "usage",
                        Map.of("output_tokens", OUTPUT_TOKENS)));
        return event(counted, Map.of("type", "message_stop")).thenLastChunk();
    }

    private StubAnswer whole(Map<String, Object> block, String reason) {
        Map<String, Object> message = message();
        message.put("content", List.of(block));
        message.put("stop_reason", reason);
        message.put("usage", Map.of("input_tokens", INPUT_TOKENS, "output_tokens", OUTPUT_TOKENS));
        return StubAnswer.json(200, json.write(message));
    }

    private StubAnswer event(StubAnswer answer, Map<String, Object> data) {
        return answer.thenChunk("event: " + data.get("type") + "\ndata: " + json.write(data) + "\n\n");
    }

    private static Map<String, Object> delta(int index, Map<String, Object> delta) {
        return Map.of("type", "content_block_delta", "index", index, "delta", delta);
    }

    private static Map<String, Object> textBlock() {
        return Map.of("type", "text", "text", "");
    }

    private static Map<String, Object> message() {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", "msg_1");
        message.put("type", "message");
        message.put("role", "assistant");
        message.put("model", MODEL);
        message.put("stop_reason", null);
        return message;
    }

    private static Map<String, Object> error(String type, String message) {
        return Map.of("type", "error", "error", Map.of("type", type, "message", message), "request_id", "req_stub");
    }
}
