package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.provider.support.ApiKey;
import dev.keelson.provider.support.ErrorWords;
import dev.keelson.provider.support.JsonFields;
import dev.keelson.provider.support.ResponseHead;
import dev.keelson.provider.support.RetryAfter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns errors of an upstream into plugin exceptions, without the credential that some of them quote. */
final class ErrorMapper {
    private static final int MAX_ID = 200;

    private final ErrorWords words;
    private final JsonCodec json;
    private final Clock clock;

    ErrorMapper(ApiKey apiKey, JsonCodec json, Clock clock) {
        words = new ErrorWords(apiKey);
        this.json = json;
        this.clock = clock;
    }

    /** Empty when the upstream does not name its requests. */
    static Optional<String> requestId(ResponseHead head) {
        return head.header("x-request-id").map(String::strip).filter(id -> !id.isEmpty() && id.length() <= MAX_ID);
    }

    /** An answer with a status that is not good. */
    PluginException ofStatus(ResponseHead head, String body) {
        UpstreamError error = parse(body);
        ErrorType type = ErrorTypes.of(head.status(), error);
        PluginException failure = exception(type, "HTTP " + head.status() + ErrorWords.hint(head.status()), error);
        return named(
                head, RetryAfter.of(head, clock).map(failure::withRetryAfter).orElse(failure));
    }

    /** Whether an answer with a good status is an error all the same. */
    boolean isError(JsonFields body) {
        boolean described =
                body.object("error").filter(error -> !error.map().isEmpty()).isPresent();
        boolean said = body.text("error").filter(text -> !text.isBlank()).isPresent();
        return described || said || "error".equals(body.text("object").orElse(""));
    }

    /** An error inside an answer with a good status. */
    PluginException inside(ResponseHead head, JsonFields body) {
        UpstreamError error = UpstreamError.of(body);
        return named(head, exception(ErrorTypes.ofCode(error), "error inside the answer", error));
    }

    /** An error event whose data is no JSON object. */
    PluginException reported(ResponseHead head, String text) {
        var error = new UpstreamError(text, "", "");
        return named(head, exception(ErrorType.UNAVAILABLE, "error inside the answer", error));
    }

    private PluginException named(ResponseHead head, PluginException failure) {
        return requestId(head).map(words::shown).map(failure::withRequestId).orElse(failure);
    }

    private PluginException exception(ErrorType type, String what, UpstreamError error) {
        String detail = error.message().isBlank() ? "" : ": " + words.shown(error.message());
        var failure = new PluginException(type, "the upstream failed, " + what + detail);
        return error.upstreamCode()
                .map(words::shown)
                .map(failure::withUpstreamCode)
                .orElse(failure);
    }

    private UpstreamError parse(String body) {
        try {
            @Nullable Object value = json.read(body);
            @Nullable Object first = value instanceof List<?> list && !list.isEmpty() ? list.get(0) : value;
            Optional<JsonFields> fields = JsonFields.of(first);
            return fields.map(UpstreamError::of).orElse(UpstreamError.NONE);
        } catch (PluginException notJson) {
            return UpstreamError.NONE;
        }
    }
}
