package dev.keelson.provider.google;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.Attachment;
import dev.keelson.plugin.api.provider.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes user messages with their files, which travel inside the request. Counts the bytes of one chat. */
final class UserParts {
    private static final String PDF = "application/pdf";
    private static final int MAX_INLINE_BYTES = 20 << 20;

    private int inlineBytes;

    /** Files first, each after its name, as the model is used to it. */
    List<Object> of(Message message) {
        List<Object> parts = new ArrayList<>();
        for (Attachment file : message.attachments()) {
            if (!file.name().isBlank()) {
                parts.add(ConversationMapper.text("File " + file.name() + ":"));
            }
            parts.add(Map.of("inlineData", inlineData(file)));
        }
        if (parts.isEmpty() || !message.content().isEmpty()) {
            parts.add(ConversationMapper.text(message.content()));
        }
        return parts;
    }

    private Map<String, Object> inlineData(Attachment file) {
        if (!file.isImage() && !file.mediaType().equals(PDF)) {
            throw new PluginException(
                    ErrorType.UNSUPPORTED,
                    "attachment of type " + file.mediaType() + " (expected: an image or " + PDF + ")");
        }
        inlineBytes += file.base64().length();
        if (inlineBytes > MAX_INLINE_BYTES || inlineBytes < 0) {
            throw ConversationMapper.refused("attachments: more than " + MAX_INLINE_BYTES + " bytes in one request");
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("mimeType", file.mediaType());
        data.put("data", file.base64());
        return data;
    }
}
