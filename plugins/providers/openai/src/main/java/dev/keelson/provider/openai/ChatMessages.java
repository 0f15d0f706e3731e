package dev.keelson.provider.openai;

import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes messages in the words of Chat Completions. */
final class ChatMessages {
    private static final String DEVELOPER = "developer";

    private final ToolNames names;

    ChatMessages(ToolNames names) {
        this.names = names;
    }

    List<Map<String, Object>> of(List<Message> messages) {
        Conversation conversation = Conversation.of(messages);
        List<Map<String, Object>> all = new ArrayList<>();
        if (!conversation.instructions().isEmpty()) {
            all.add(message(DEVELOPER, conversation.instructions()));
        }
        conversation.rest().forEach(message -> all.add(of(message)));
        return all;
    }

    private Map<String, Object> of(Message message) {
        return switch (message.role()) {
            case SYSTEM -> message(DEVELOPER, message.content());
            case USER -> message("user", AttachmentParts.forChat(message));
            case ASSISTANT -> assistant(message);
            case TOOL -> toolResult(message);
        };
    }

    private Map<String, Object> assistant(Message message) {
        boolean onlyCalls = message.content().isEmpty() && !message.toolCalls().isEmpty();
        Map<String, Object> result = message("assistant", onlyCalls ? null : message.content());
        if (!message.toolCalls().isEmpty()) {
            result.put(
                    "tool_calls",
                    message.toolCalls().stream().map(this::toolCall).toList());
        }
        return result;
    }

    private Map<String, Object> toolCall(ToolCall call) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", names.toWire(call.name()));
        function.put("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", call.id());
        result.put("type", "function");
        result.put("function", function);
        return result;
    }

    private static Map<String, Object> toolResult(Message message) {
        Map<String, Object> result = message("tool", message.content());
        result.put("tool_call_id", message.toolCallId().orElse(""));
        return result;
    }

    private static Map<String, Object> message(String role, @Nullable Object content) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", role);
        message.put("content", content);
        return message;
    }
}
