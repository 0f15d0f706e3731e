package dev.keelson.provider.anthropic;

import dev.keelson.provider.support.JsonFields;
import java.util.Locale;
import java.util.Optional;

/**
 * An error in the upstream's own words.
 *
 * @param type class of the error, such as {@code invalid_request_error}; empty when it gives none
 * @param code the exact error, such as {@code enforced_spend_limit_reached}; empty when it gives none
 */
record UpstreamError(String message, String type, String code, Optional<String> requestId) {
    static final UpstreamError NONE = saying("");

    static UpstreamError saying(String message) {
        return new UpstreamError(message, "", "", Optional.empty());
    }

    /** Understands gateways in front of the API as well, whose errors are flat or only a text. */
    static UpstreamError of(JsonFields body) {
        JsonFields error = body.object("error").orElse(body);
        String message = error.text("message")
                .or(() -> body.text("error"))
                .or(() -> error.text("detail"))
                .orElse("");
        String code = error.object("details")
                .flatMap(details -> details.text("error_code"))
                .orElse("");
        return new UpstreamError(
                message,
                error.text("type").filter(type -> !type.equals("error")).orElse(""),
                code,
                body.text("request_id").filter(id -> !id.isBlank()));
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

    Optional<String> upstreamCode() {
        return Optional.of(code.isEmpty() ? type : code).filter(text -> !text.isEmpty());
    }
}
