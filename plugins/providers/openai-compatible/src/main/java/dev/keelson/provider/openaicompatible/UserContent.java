package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.Attachment;
import dev.keelson.plugin.api.provider.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what a user said: plain text, or parts when there are files. */
final class UserContent {
    private static final String PDF = "application/pdf";

    private final UpstreamTraits traits;

    UserContent(UpstreamTraits traits) {
        this.traits = traits;
    }

    Object of(Message message) {
        if (message.attachments().isEmpty()) {
            return message.content();
        }
        List<Map<String, Object>> parts = new ArrayList<>();
        if (!message.content().isEmpty()) {
            parts.add(part("text", message.content()));
        }
        message.attachments().forEach(attachment -> parts.add(part(attachment)));
        return parts;
    }

    private Map<String, Object> part(Attachment attachment) {
        if (attachment.isImage() && traits.has(Trait.IMAGES)) {
            return part("image_url", Map.of("url", attachment.dataUrl()));
        }
        if (attachment.mediaType().equals(PDF) && traits.has(Trait.DOCUMENTS)) {
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("filename", attachment.name());
            file.put("file_data", attachment.dataUrl());
            return part("file", file);
        }
        throw new PluginException(
                ErrorType.UNSUPPORTED,
                "attachment of type " + attachment.mediaType() + ", which this upstream is configured not to take");
    }

    private static Map<String, Object> part(String type, Object content) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("type", type);
        part.put(type, content);
        return part;
    }
}
