package dev.keelson.provider.openai;

import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes messages as input items of the Responses API. */
final class InputItems {
    private final ToolNames names;

    InputItems(ToolNames names) {
        this.names = names;
    }

    List<Object> of(List<Message> messages) {
        List<Object> items = new ArrayList<>();
        messages.forEach(message -> items.addAll(of(message)));
        return items;
    }

    private List<Object> of(Message message) {
        return switch (message.role()) {
            case SYSTEM -> List.of(item("developer", message.content()));
            case USER -> List.of(item("user", AttachmentParts.forResponses(message)));
            case ASSISTANT -> assistant(message);
            case TOOL -> List.of(toolResult(message));
        };
    }

    /** The items that OpenAI gave go back as they are, because its reasoning is worth something only in their company. */
    private List<Object> assistant(Message message) {
        List<Object> own = OutputState.items(message);
        if (!own.isEmpty()) {
            return own;
        }
        List<Object> items = new ArrayList<>();
        if (!message.content().isEmpty() || message.toolCalls().isEmpty()) {
            items.add(item("assistant", message.content()));
        }
        message.toolCalls().forEach(call -> items.add(toolCall(call)));
        return items;
    }

    private Map<String, Object> toolCall(ToolCall call) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("type", "function_call");
        item.put("call_id", call.id());
        item.put("name", names.toWire(call.name()));
        item.put("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
        return item;
    }

    private static Map<String, Object> toolResult(Message message) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("type", "function_call_output");
        item.put("call_id", message.toolCallId().orElse(""));
        item.put("output", message.content());
        return item;
    }

    private static Map<String, Object> item(String role, Object content) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("role", role);
        item.put("content", content);
        return item;
    }
}
