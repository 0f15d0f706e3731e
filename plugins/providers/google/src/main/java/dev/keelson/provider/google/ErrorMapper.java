package dev.keelson.provider.google;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.provider.support.ApiKey;
import dev.keelson.provider.support.ErrorWords;
import dev.keelson.provider.support.JsonFields;
import dev.keelson.provider.support.ResponseHead;
import dev.keelson.provider.support.RetryAfter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns Google's errors into plugin exceptions, without the credential that some of them quote. */
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
        GoogleError error = parse(body);
        Optional<Duration> wait = RetryAfter.of(head, clock).or(() -> wait(error));
        ErrorType type = ErrorTypes.of(head.status(), error, wait.isPresent());
        return exception(type, "HTTP " + head.status() + ErrorWords.hint(head.status()), error, wait);
    }

    /** An error inside an answer with a good status. */
    PluginException inside(JsonFields body) {
        GoogleError error = GoogleError.of(body);
        Optional<Duration> wait = wait(error);
        ErrorType type = ErrorTypes.of(error.impliedStatus(), error, wait.isPresent());
        return exception(type, "error inside the answer", error, wait);
    }

    /** The same failure with what it quotes from the upstream made fit to be shown. */
    PluginException shown(PluginException failure) {
        var result =
                new PluginException(failure.type(), words.shown(Objects.requireNonNullElse(failure.getMessage(), "")));
        return failure.upstreamCode()
                .map(words::shown)
                .map(result::withUpstreamCode)
                .orElse(result);
    }

    /** Errors of a stream come as a list of one. */
    static @Nullable Object unlisted(@Nullable Object value) {
        return value instanceof List<?> list && !list.isEmpty() ? list.get(0) : value;
    }

    private PluginException exception(ErrorType type, String what, GoogleError error, Optional<Duration> wait) {
        String detail = error.message().isBlank() ? "" : ": " + words.shown(error.message());
        var failure = new PluginException(type, "the upstream failed, " + what + detail);
        PluginException coded = error.upstreamCode()
                .map(words::shown)
                .map(failure::withUpstreamCode)
                .orElse(failure);
        return wait.filter(any -> type.retryable()).map(coded::withRetryAfter).orElse(coded);
    }

    private static Optional<Duration> wait(GoogleError error) {
        return error.retryDelay().or(() -> RetryDelay.in(error.message()));
    }

    private GoogleError parse(String body) {
        try {
            return JsonFields.of(unlisted(json.read(body))).map(GoogleError::of).orElse(GoogleError.NONE);
        } catch (PluginException notJson) {
            return GoogleError.NONE;
        }
    }
}
