package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.Attachment;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the messages of a chat. What the system says goes to the top, because older models take it only there. */
final class ConversationMapper {
    private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final String PDF = "application/pdf";

    private final AssistantMapper assistant;

    ConversationMapper(JsonCodec json) {
        this.assistant = new AssistantMapper(json);
    }

    /** {@code instructions}: more for the system to say. */
    void write(List<Message> messages, List<String> instructions, RequestDraft draft) {
        List<String> system = new ArrayList<>();
        messages.stream()
                .filter(message -> message.role() == Role.SYSTEM)
                .map(Message::content)
                .filter(text -> !text.isBlank())
                .forEach(system::add);
        system.addAll(instructions);
        if (!system.isEmpty()) {
            draft.put("system", List.of(text(String.join("\n\n", system))));
        }
        Turns turns = new Turns();
        messages.forEach(message -> add(message, turns));
        draft.put("messages", turns.messages());
    }

    /** Empty text blocks are refused, so none is ever made. */
    static Map<String, Object> text(String text) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", "text");
        block.put("text", text);
        return block;
    }

    private void add(Message message, Turns turns) {
        switch (message.role()) {
            case SYSTEM -> {}
            case USER -> turns.add("user", user(message));
            case ASSISTANT -> turns.add("assistant", assistant.blocks(message));
            case TOOL -> turns.add("user", List.of(toolResult(message)));
        }
    }

    private static List<Map<?, ?>> user(Message message) {
        List<Map<?, ?>> blocks = new ArrayList<>();
        message.attachments().forEach(attachment -> blocks.add(file(attachment)));
        if (!message.content().isBlank()) {
            blocks.add(text(message.content()));
        }
        return blocks;
    }

    private static Map<String, Object> file(Attachment attachment) {
        boolean pdf = attachment.mediaType().equals(PDF);
        if (!pdf && !IMAGES.contains(attachment.mediaType())) {
            throw new PluginException(
                    ErrorType.UNSUPPORTED,
                    "attachment of type " + attachment.mediaType() + " (expected: PNG, JPEG, GIF, WebP or PDF)");
        }
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("type", "base64");
        source.put("media_type", attachment.mediaType());
        source.put("data", attachment.base64());
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", pdf ? "document" : "image");
        block.put("source", source);
        if (pdf && !attachment.name().isBlank()) {
            block.put("title", attachment.name());
        }
        return block;
    }

    private static Map<String, Object> toolResult(Message message) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", "tool_result");
        block.put("tool_use_id", AssistantMapper.wireId(message.toolCallId().orElse("")));
        if (!message.content().isBlank()) {
            block.put("content", message.content());
        }
        return block;
    }
}
