package dev.keelson.provider.openai;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.Attachment;
import dev.keelson.plugin.api.provider.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Writes the content of a user message, with its pictures and PDFs. */
final class AttachmentParts {
    private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final String PDF = "application/pdf";

    private AttachmentParts() {}

    /** A plain text, or parts in the words of the Responses API. */
    static Object forResponses(Message message) {
        return content(message, "input_text", file -> file.isImage() ? inputImage(file) : inputFile(file));
    }

    /** A plain text, or parts in the words of Chat Completions. */
    static Object forChat(Message message) {
        return content(message, "text", file -> file.isImage() ? chatImage(file) : chatFile(file));
    }

    private static Object content(Message message, String textType, Function<Attachment, Map<String, Object>> part) {
        if (message.attachments().isEmpty()) {
            return message.content();
        }
        List<Object> parts = new ArrayList<>();
        if (!message.content().isEmpty()) {
            parts.add(part(textType, Map.of("text", message.content())));
        }
        message.attachments().forEach(file -> parts.add(part.apply(checked(file))));
        return parts;
    }

    private static Attachment checked(Attachment file) {
        if (!IMAGES.contains(file.mediaType()) && !file.mediaType().equals(PDF)) {
            throw new PluginException(
                    ErrorType.UNSUPPORTED,
                    "attachment of type " + file.mediaType() + " (expected: PNG, JPEG, GIF, WebP or PDF)");
        }
        return file;
    }

    private static Map<String, Object> inputImage(Attachment file) {
        return part("input_image", Map.of("image_url", file.dataUrl(), "detail", "auto"));
    }

    private static Map<String, Object> inputFile(Attachment file) {
        return part("input_file", Map.of("filename", file.name(), "file_data", file.dataUrl()));
    }

    private static Map<String, Object> chatImage(Attachment file) {
        return part("image_url", Map.of("image_url", Map.of("url", file.dataUrl(), "detail", "auto")));
    }

    private static Map<String, Object> chatFile(Attachment file) {
        return part("file", Map.of("file", Map.of("filename", file.name(), "file_data", file.dataUrl())));
    }

    private static Map<String, Object> part(String type, Map<String, Object> fields) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("type", type);
        part.putAll(fields);
        return part;
    }
}
