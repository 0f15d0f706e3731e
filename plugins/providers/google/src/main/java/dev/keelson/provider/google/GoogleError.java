package dev.keelson.provider.google;

import dev.keelson.provider.support.JsonFields;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An error in Google's words.
 *
 * @param code the HTTP status that it stands for; 0 when it gives none
 * @param status class of the error, such as {@code RESOURCE_EXHAUSTED}; empty when it gives none
 * @param reason the exact error, such as {@code API_KEY_INVALID}; empty when it gives none
 * @param quotas ids of the quotas that were exceeded
 * @param retryDelay how long it asks to wait
 */
record GoogleError(
        String message, int code, String status, String reason, List<String> quotas, Optional<Duration> retryDelay) {
    static final GoogleError NONE = new GoogleError("", 0, "", "", List.of(), Optional.empty());

    private static final String TYPE = "@type";
    private static final Map<String, Integer> CODES = Map.ofEntries(
            Map.entry("INVALID_ARGUMENT", 400),
            Map.entry("FAILED_PRECONDITION", 400),
            Map.entry("OUT_OF_RANGE", 400),
            Map.entry("UNAUTHENTICATED", 401),
            Map.entry("PERMISSION_DENIED", 403),
            Map.entry("NOT_FOUND", 404),
            Map.entry("RESOURCE_EXHAUSTED", 429),
            Map.entry("CANCELLED", 499),
            Map.entry("INTERNAL", 500),
            Map.entry("UNIMPLEMENTED", 501),
            Map.entry("UNAVAILABLE", 503),
            Map.entry("DEADLINE_EXCEEDED", 504));

    /** Whether a body with a good status is an error all the same. */
    static boolean isIn(JsonFields body) {
        boolean described =
                body.object("error").filter(error -> !error.map().isEmpty()).isPresent();
        return described || body.text("error").filter(text -> !text.isBlank()).isPresent();
    }

    static GoogleError of(JsonFields body) {
        return body.object("error")
                .map(GoogleError::read)
                .orElseGet(() -> text(body.text("error").orElse("")));
    }

    static GoogleError text(String message) {
        return new GoogleError(message, 0, "", "", List.of(), Optional.empty());
    }

    /** The HTTP status that an error inside an answer stands for. */
    int impliedStatus() {
        return code >= 400 && code <= 599 ? code : CODES.getOrDefault(status, 503);
    }

    boolean mentions(List<String> phrases) {
        String lower = message.toLowerCase(Locale.ROOT);
        return phrases.stream().anyMatch(lower::contains);
    }

    Optional<String> upstreamCode() {
        String named = reason.isEmpty() ? status : reason;
        return Optional.of(named.isEmpty() && code > 0 ? String.valueOf(code) : named)
                .filter(text -> !text.isEmpty());
    }

    private static GoogleError read(JsonFields error) {
        List<JsonFields> details = error.objects("details");
        return new GoogleError(
                error.text("message").orElse(""),
                (int) Math.min(999, error.count("code")),
                error.text("status").orElse(""),
                first(details, "ErrorInfo", "reason").orElse(""),
                details.stream()
                        .filter(detail -> isOf(detail, "QuotaFailure"))
                        .flatMap(detail -> detail.objects("violations").stream())
                        .flatMap(violation -> violation.text("quotaId").stream())
                        .toList(),
                first(details, "RetryInfo", "retryDelay").flatMap(RetryDelay::parse));
    }

    private static Optional<String> first(List<JsonFields> details, String type, String field) {
        return details.stream()
                .filter(detail -> isOf(detail, type))
                .flatMap(detail -> detail.text(field).stream())
                .findFirst();
    }

    private static boolean isOf(JsonFields detail, String type) {
        return detail.text(TYPE).orElse("").endsWith("google.rpc." + type);
    }
}
