package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.Role;
import dev.keelson.plugin.api.provider.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the messages of a chat. System messages at the start become one: many chat templates allow only that. */
final class MessageMapper {
    private final UpstreamTraits traits;
    private final UserContent userContent;

    MessageMapper(UpstreamTraits traits) {
        this.traits = traits;
        this.userContent = new UserContent(traits);
    }

    /** {@code instruction}: more for the system to know; null when there is nothing. */
    List<Map<String, Object>> map(List<Message> messages, @Nullable String instruction) {
        int leading = 0;
        List<String> system = new ArrayList<>();
        while (leading < messages.size() && messages.get(leading).role() == Role.SYSTEM) {
            system.add(messages.get(leading).content());
            leading++;
        }
        if (instruction != null) {
            system.add(instruction);
        }
        List<Map<String, Object>> all = new ArrayList<>();
        if (!system.isEmpty()) {
            all.add(message(systemRole(), String.join("\n\n", system)));
        }
        messages.subList(leading, messages.size()).forEach(message -> all.add(message(message)));
        return all;
    }

    private Map<String, Object> message(Message message) {
        return switch (message.role()) {
            case SYSTEM -> message(systemRole(), message.content());
            case USER -> message("user", userContent.of(message));
            case ASSISTANT -> assistant(message);
            case TOOL -> toolResult(message);
        };
    }

    private String systemRole() {
        return traits.has(Trait.DEVELOPER_ROLE) ? "developer" : "system";
    }

    private Map<String, Object> assistant(Message message) {
        Map<String, Object> result = message("assistant", message.content());
        if (traits.has(Trait.REASONING_REPLAY)) {
            result.put(Reasoning.FIELD, Reasoning.ofTurn(message));
        }
        if (!message.toolCalls().isEmpty()) {
            result.put(
                    "tool_calls",
                    message.toolCalls().stream().map(MessageMapper::toolCall).toList());
            if (message.content().isEmpty()) {
                result.put("content", null);
            }
        }
        return result;
    }

    private static Map<String, Object> toolCall(ToolCall call) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", call.name());
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

    private static Map<String, Object> message(String role, Object content) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", role);
        message.put("content", content);
        return message;
    }
}
