package dev.keelson.provider.openaicompatible;

import dev.keelson.provider.support.JsonFields;
import java.util.Optional;

/** Reads the text of a message or delta, which upstreams give as a string or as a list of parts. */
final class ContentText {
    private ContentText() {}

    /** Empty when there is no text. */
    static String of(JsonFields message) {
        return message.text("content").orElseGet(() -> parts(message, "text"));
    }

    /** The model's refusal; empty when it did not refuse. */
    static String refusal(JsonFields message) {
        return message.text("refusal").orElseGet(() -> parts(message, "refusal"));
    }

    private static String parts(JsonFields message, String type) {
        StringBuilder all = new StringBuilder();
        message.objects("content").stream()
                .filter(part -> part.text("type").orElse("text").equals(type))
                .map(part -> part.text(type))
                .flatMap(Optional::stream)
                .forEach(all::append);
        return all.toString();
    }
}
