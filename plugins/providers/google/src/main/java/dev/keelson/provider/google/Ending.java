package dev.keelson.provider.google;

import dev.keelson.provider.support.JsonFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a candidate ended.
 *
 * @param reason in Gemini's words; empty when it gave none
 * @param message more about it; empty when there is none
 */
record Ending(String reason, String message) {
    static final Ending NONE = new Ending("", "");

    /** The default of the wire format, which says nothing. */
    private static final String UNSPECIFIED = "FINISH_REASON_UNSPECIFIED";

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("STOP", Kind.STOP),
            Map.entry("MAX_TOKENS", Kind.LENGTH),
            Map.entry("SAFETY", Kind.FILTERED),
            Map.entry("RECITATION", Kind.FILTERED),
            Map.entry("LANGUAGE", Kind.FILTERED),
            Map.entry("BLOCKLIST", Kind.FILTERED),
            Map.entry("PROHIBITED_CONTENT", Kind.FILTERED),
            Map.entry("SPII", Kind.FILTERED),
            Map.entry("IMAGE_SAFETY", Kind.FILTERED),
            Map.entry("IMAGE_PROHIBITED_CONTENT", Kind.FILTERED),
            Map.entry("IMAGE_RECITATION", Kind.FILTERED),
            Map.entry("IMAGE_OTHER", Kind.FILTERED),
            Map.entry("NO_IMAGE", Kind.FILTERED),
            Map.entry("MALFORMED_FUNCTION_CALL", Kind.BROKEN),
            Map.entry("UNEXPECTED_TOOL_CALL", Kind.BROKEN),
            Map.entry("TOO_MANY_TOOL_CALLS", Kind.BROKEN),
            Map.entry("MALFORMED_RESPONSE", Kind.BROKEN),
            Map.entry("CONTINUATION", Kind.INTERRUPTED));

    /** What a reason means. */
    enum Kind {
        STOP,
        LENGTH,
        FILTERED,
        /** The model wrote something that is no answer; no call in it may be executed. */
        BROKEN,
        /** The model goes on when it is asked to. */
        INTERRUPTED,
        /** New reasons come without notice, so the answer is not lost over one. */
        UNKNOWN,
        NONE
    }

    /** Reads one candidate; empty when it has not ended. */
    static Optional<Ending> of(JsonFields candidate) {
        return candidate
                .text("finishReason")
                .filter(reason -> !reason.isBlank() && !reason.equals(UNSPECIFIED))
                .map(reason -> new Ending(reason, message(candidate)));
    }

    Kind kind() {
        return reason.isEmpty() ? Kind.NONE : KINDS.getOrDefault(reason, Kind.UNKNOWN);
    }

    String described() {
        return message.isEmpty() ? reason : reason + ": " + message;
    }

    private static String message(JsonFields candidate) {
        List<String> blocked = candidate.objects("safetyRatings").stream()
                .filter(rating -> Boolean.TRUE.equals(rating.map().get("blocked")))
                .flatMap(rating -> rating.text("category").stream())
                .toList();
        return candidate.text("finishMessage").orElse(String.join(", ", blocked));
    }
}
