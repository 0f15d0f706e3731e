package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.provider.support.ApiKey;
import dev.keelson.provider.support.ErrorWords;
import dev.keelson.provider.support.JsonFields;
import dev.keelson.provider.support.ResponseHead;
import dev.keelson.provider.support.RetryAfter;
import java.time.Clock;

/** Turns errors of the upstream into plugin exceptions, without the credential that some of them quote. */
final class ErrorMapper {
    private final ErrorWords words;
    private final JsonCodec json;
    private final Clock clock;

    ErrorMapper(ApiKey apiKey, JsonCodec json, Clock clock) {
        words = new ErrorWords(apiKey);
        this.json = json;
        this.clock = clock;
    }

    /** An answer with a status that is not good. */
    PluginException ofStatus(ResponseHead head, String body) {
        UpstreamError error = parse(body);
        ErrorType type = ErrorTypes.of(head.status(), error);
        PluginException failure =
                received(head).named(exception(type, "HTTP " + head.status() + ErrorWords.hint(head.status()), error));
        // No wait brings back money, whatever the header says.
        return type == ErrorType.QUOTA_EXHAUSTED
                ? failure
                : RetryAfter.of(head, clock).map(failure::withRetryAfter).orElse(failure);
    }

    Received received(ResponseHead head) {
        return Received.of(head, clock);
    }

    /** Whether an answer with a good status is an error all the same. */
    boolean isError(JsonFields body) {
        boolean described =
                body.object("error").filter(error -> !error.map().isEmpty()).isPresent();
        boolean said = body.text("error").filter(text -> !text.isBlank()).isPresent();
        return described || said || "error".equals(body.text("type").orElse(""));
    }

    /** An error inside an answer with a good status. */
    PluginException inside(JsonFields body) {
        UpstreamError error = UpstreamError.of(body);
        return exception(ErrorTypes.ofType(error), "error inside the answer", error);
    }

    /** An error event whose data is no JSON object. */
    PluginException reported(String text) {
        return exception(ErrorType.UNAVAILABLE, "error inside the answer", UpstreamError.saying(text));
    }

    private PluginException exception(ErrorType type, String what, UpstreamError error) {
        String detail = error.message().isBlank() ? "" : ": " + words.shown(error.message());
        var failure = new PluginException(type, "the upstream failed, " + what + detail);
        PluginException coded = error.upstreamCode()
                .map(words::shown)
                .map(failure::withUpstreamCode)
                .orElse(failure);
        return error.requestId().map(words::shown).map(coded::withRequestId).orElse(coded);
    }

    private UpstreamError parse(String body) {
        try {
            return JsonFields.of(json.read(body)).map(UpstreamError::of).orElse(UpstreamError.NONE);
        } catch (PluginException notJson) {
            return UpstreamError.NONE;
        }
    }
}
