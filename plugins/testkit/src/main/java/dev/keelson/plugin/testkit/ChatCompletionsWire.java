package dev.keelson.plugin.testkit;

import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.provider.ToolCall;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plays a Chat Completions server. */
public final class ChatCompletionsWire implements ProviderWire {
    private static final Map<String, Object> USAGE =
            Map.of("prompt_tokens", INPUT_TOKENS, "completion_tokens", OUTPUT_TOKENS, "total_tokens", 18);
    private final JsonCodec json = TestPluginContext.create().json();

    @Override
    public boolean asksForStream(RecordedRequest request) {
        return request.body().contains("\"stream\":true");
    }

    @Override
    public StubAnswer text(String text) {
        return whole(message(text), "stop");
    }

    @Override
    public StubAnswer toolCall(ToolCall call) {
        Map<String, Object> message = message(null);
        message.put("tool_calls", List.of(wireCall(call)));
        return whole(message, "tool_calls");
    }

    @Override
    public StubAnswer openStream(List<String> deltas) {
        StubAnswer answer = StubAnswer.eventStream().thenEvent(chunk(Map.of("role", "assistant", "content", ""), null));
        for (String delta : deltas) {
            answer = answer.thenEvent(chunk(Map.of("content", delta), null));
        }
        return answer;
    }

    @Override
    public StubAnswer finishedStream(List<String> deltas) {
        return end(openStream(deltas), "stop");
    }

    @Override
    public StubAnswer streamedToolCall(ToolCall call) {
        Map<String, Object> head = new LinkedHashMap<>(wireCall(ToolCall.of(call.id(), call.name(), "")));
        head.put("index", 0);
        StubAnswer answer = openStream(List.of()).thenEvent(chunk(Map.of("tool_calls", List.of(head)), null));
        for (String part : call.arguments().split("(?<=:)", -1)) {
            answer = answer.thenEvent(chunk(Map.of("tool_calls", List.of(fragment(part))), null));
        }
        return end(answer, "tool_calls");
    }

    @Override
    public StubAnswer failingStream(List<String> deltas, String message) {
        return openStream(deltas)
                .thenEvent(json.write(error(message, "server_error")))
                .thenLastChunk();
    }

    @Override
    public StubAnswer error(int status, String message, String... headers) {
        return StubAnswer.of(status, "application/json", json.write(error(message, "some_error")), headers);
    }

    /** The usage chunk without choices, and the end. */
    private StubAnswer end(StubAnswer open, String reason) {
        Map<String, Object> usage = chunkHead();
        usage.put("choices", List.of());
        usage.put("usage", USAGE);
        return open.thenEvent(chunk(Map.of(), reason))
                .thenEvent(json.write(usage))
                .thenEvent("[DONE]")
                .thenLastChunk();
    }

    private StubAnswer whole(Map<String, Object> message, String reason) {
        Map<String, Object> answer = chunkHead();
        answer.put("object", "chat.completion");
        answer.put("choices", List.of(Map.of("index", 0, "message", message, "finish_reason", reason)));
        answer.put("usage", USAGE);
        return StubAnswer.json(200, json.write(answer));
    }

    private String chunk(Map<String, Object> delta, @Nullable String reason) {
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        choice.put("delta", delta);
        choice.put("finish_reason", reason);
        Map<String, Object> chunk = chunkHead();
        chunk.put("choices", List.of(choice));
        return json.write(chunk);
    }

    private static Map<String, Object> chunkHead() {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("id", "chatcmpl-1");
        head.put("object", "chat.completion.chunk");
        head.put("model", "stub-model-2026-01-01");
        return head;
    }

    private static Map<String, Object> message(@Nullable String content) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", "assistant");
        message.put("content", content);
        return message;
    }

    private static Map<String, Object> wireCall(ToolCall call) {
        return Map.of(
                "id",
                call.id(),
                "type",
                "function",
                "function",
                Map.of("name", call.name(), "arguments", call.arguments()));
    }

    private static Map<String, Object> fragment(String arguments) {
        return Map.of("index", 0, "function", Map.of("arguments", arguments));
    }

    private static Map<String, Object> error(String message, String type) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("type", type);
        for (String name : Arrays.asList("param", "code")) {
            error.put(name, null);
        }
        return Map.of("error", error);
    }
}
