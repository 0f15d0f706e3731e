package dev.keelson.provider.perplexity;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.Attachment;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the messages of one chat as instructions and input items. */
final class InputMapper {
    private final List<Map<String, Object>> items = new ArrayList<>();
    private final List<String> leading = new ArrayList<>();
    private final Map<String, ToolCall> calls = new HashMap<>();
    private ThoughtSignatures signatures = ThoughtSignatures.NONE;

    private InputMapper() {}

    static InputMapper of(List<Message> messages) {
        var mapper = new InputMapper();
        messages.forEach(mapper::add);
        return mapper;
    }

    /** The system messages at the start; empty when there are none. */
    String instructions() {
        return String.join("\n\n", leading);
    }

    List<Map<String, Object>> items() {
        return items;
    }

    private void add(Message message) {
        switch (message.role()) {
            case SYSTEM -> addSystem(message);
            case USER -> items.add(message("user", userContent(message)));
            case ASSISTANT -> addAssistant(message);
            case TOOL -> items.add(toolResult(message));
        }
    }

    private void addSystem(Message message) {
        if (items.isEmpty()) {
            leading.add(message.content());
        } else {
            items.add(message("system", message.content()));
        }
    }

    private static Object userContent(Message message) {
        if (message.attachments().isEmpty()) {
            return message.content();
        }
        List<Map<String, Object>> parts = new ArrayList<>();
        if (!message.content().isEmpty()) {
            parts.add(Map.of("type", "input_text", "text", message.content()));
        }
        message.attachments().forEach(attachment -> parts.add(image(attachment)));
        return parts;
    }

    private static Map<String, Object> image(Attachment attachment) {
        if (!attachment.isImage()) {
            throw new PluginException(
                    ErrorType.UNSUPPORTED,
                    "attachment of type " + attachment.mediaType()
                            + " (expected: an image, the Agent API takes no other)");
        }
        return Map.of("type", "input_image", "image_url", attachment.dataUrl());
    }

    private void addAssistant(Message message) {
        if (!message.content().isEmpty() || message.toolCalls().isEmpty()) {
            items.add(message("assistant", message.content()));
        }
        signatures = signatures.and(ThoughtSignatures.ofState(message.providerState()));
        for (ToolCall call : message.toolCalls()) {
            calls.put(call.id(), call);
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("type", "function_call");
            item.put("call_id", call.id());
            item.put("name", call.name());
            item.put("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
            signatures.of(call.id()).ifPresent(signature -> item.put(ThoughtSignatures.FIELD, signature));
            items.add(item);
        }
    }

    /** Name and signature are repeated: some of the models behind the API want them with the result too. */
    private Map<String, Object> toolResult(Message message) {
        String callId = message.toolCallId().orElse("");
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("type", "function_call_output");
        item.put("call_id", callId);
        item.put("output", message.content());
        @Nullable ToolCall call = calls.get(callId);
        if (call != null) {
            item.put("name", call.name());
        }
        signatures.of(callId).ifPresent(signature -> item.put(ThoughtSignatures.FIELD, signature));
        return item;
    }

    private static Map<String, Object> message(String role, Object content) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("type", "message");
        item.put("role", role);
        item.put("content", content);
        return item;
    }
}
