package dev.keelson.provider.perplexity;

import dev.keelson.provider.support.JsonFields;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An error in Perplexity's own words.
 *
 * @param type class of the error; empty when it gives none
 * @param code the exact error, or a status as text; empty when it gives none
 */
record AgentError(String message, String type, String code) {
    static final AgentError NONE = new AgentError("", "", "");
    private static final int MAX_DETAILS = 5;

    /** Whether a body with a good status describes an error. */
    static boolean isIn(JsonFields body) {
        boolean described = body.object("error")
                .filter(error -> error.map().values().stream().anyMatch(Objects::nonNull))
                .isPresent();
        return described || body.text("error").filter(text -> !text.isBlank()).isPresent();
    }

    /** Understands {@code error} beside or inside the response, and the {@code detail} of the checks before it. */
    static AgentError of(JsonFields body) {
        Optional<JsonFields> owner = body.object("response").filter(AgentError::isIn);
        JsonFields fields = isIn(body) ? body : owner.orElse(body);
        Optional<JsonFields> nested = fields.object("error");
        if (nested.isPresent()) {
            return flat(nested.get());
        }
        return fields.text("error").map(text -> new AgentError(text, "", "")).orElseGet(() -> flat(fields));
    }

    boolean mentions(List<String> phrases) {
        String lower = message.toLowerCase(Locale.ROOT);
        return phrases.stream().anyMatch(lower::contains);
    }

    boolean isOneOf(Set<String> codes) {
        return codes.contains(code) || codes.contains(type);
    }

    Optional<String> upstreamCode() {
        return Optional.of(code.isEmpty() ? type : code).filter(text -> !text.isEmpty());
    }

    private static AgentError flat(JsonFields fields) {
        // An event has its own type, which says nothing about the error.
        String type = fields.text("type")
                .filter(text -> !text.startsWith("response.") && !text.equals("error"))
                .orElse("");
        return new AgentError(
                fields.text("message").or(() -> fields.text("detail")).orElseGet(() -> details(fields)),
                type,
                fields.text("code")
                        .or(() -> fields.integer("code").map(String::valueOf))
                        .orElse(""));
    }

    private static String details(JsonFields fields) {
        return fields.objects("detail").stream()
                .limit(MAX_DETAILS)
                .map(AgentError::detail)
                .collect(Collectors.joining("; "));
    }

    private static String detail(JsonFields fields) {
        String place = fields.list("loc").stream().map(String::valueOf).collect(Collectors.joining("."));
        String message = fields.text("msg").orElse("");
        return place.isEmpty() ? message : place + ": " + message;
    }
}
