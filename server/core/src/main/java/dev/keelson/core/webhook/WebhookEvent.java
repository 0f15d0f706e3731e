package dev.keelson.core.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as receivers are told.
 *
 * @param id the same for the same happening, whoever finds it
 * @param agent whom it is about; null when that is unknown
 * @param data names, numbers and short texts; no payloads, no secrets
 */
public record WebhookEvent(
        String id,
        WebhookEventType type,
        Instant at,
        @Nullable String agent,
        ObjectNode data) {
    /** What Standard Webhooks recommends at most. */
    static final int MAX_BODY = 20_000;

    public WebhookEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(at, "at");
        data = data.deepCopy();
    }

    /** The body that is signed and sent; data that is too long is left out rather than cut in the middle. */
    String body() {
        String whole = body(data);
        return whole.length() <= MAX_BODY / 3 || utf8Length(whole) <= MAX_BODY
                ? whole
                : body(Json.object().put("omitted", "the data is longer than " + MAX_BODY + " bytes"));
    }

    private String body(ObjectNode content) {
        ObjectNode json = Json.object().put("type", type.id()).put("timestamp", at.toString());
        json.set("data", content);
        return Json.text(json);
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
