package dev.keelson.provider.openai;

import dev.keelson.provider.support.JsonFields;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An error in OpenAI's own words.
 *
 * @param type class of the error, such as {@code invalid_request_error}; empty when it gives none
 * @param code the exact error; empty when it gives none
 */
record UpstreamError(String message, String type, String code) {
    static final UpstreamError NONE = new UpstreamError("", "", "");

    /** The kind of an event, which says nothing about the error in it. */
    private static final String EVENT = "error";

    /** Understands an error that is wrapped, and one that is the event itself. */
    static UpstreamError of(JsonFields body) {
        return body.object("error")
                .map(UpstreamError::flat)
                .or(() -> body.text("error").map(text -> new UpstreamError(text, "", "")))
                .orElseGet(() -> flat(body));
    }

    boolean mentions(String... phrases) {
        String lower = message.toLowerCase(Locale.ROOT);
        for (String phrase : phrases) {
            if (lower.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    boolean isOneOf(Set<String> codes) {
        return codes.contains(code) || codes.contains(type);
    }

    Optional<String> upstreamCode() {
        return Optional.of(code.isEmpty() ? type : code).filter(text -> !text.isEmpty());
    }

    private static UpstreamError flat(JsonFields fields) {
        return new UpstreamError(
                fields.text("message").orElse(""),
                fields.text("type").filter(type -> !type.equals(EVENT)).orElse(""),
                fields.text("code")
                        .or(() -> fields.integer("code").map(String::valueOf))
                        .orElse(""));
    }
}
