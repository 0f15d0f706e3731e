package dev.keelson.provider.openaicompatible;

import dev.keelson.provider.support.JsonFields;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An error in an upstream's own words.
 *
 * @param type class of the error, such as {@code invalid_request_error}; empty when it gives none
 * @param code the exact error, or a status as text; empty when it gives none
 */
record UpstreamError(String message, String type, String code) {
    static final UpstreamError NONE = new UpstreamError("", "", "");

    /** Understands the shapes of OpenAI, vLLM, Ollama and FastAPI. */
    static UpstreamError of(JsonFields body) {
        Optional<JsonFields> nested = body.object("error");
        if (nested.isPresent()) {
            return flat(nested.get());
        }
        return body.text("error").map(text -> new UpstreamError(text, "", "")).orElseGet(() -> flat(body));
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
                fields.text("message").or(() -> fields.text("detail")).orElse(""),
                fields.text("type").orElse(""),
                fields.text("code")
                        .or(() -> fields.integer("code").map(String::valueOf))
                        .orElse(""));
    }
}
