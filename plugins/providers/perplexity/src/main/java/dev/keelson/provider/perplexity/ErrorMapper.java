package dev.keelson.provider.perplexity;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.provider.support.ApiKey;
import dev.keelson.provider.support.ErrorWords;
import dev.keelson.provider.support.JsonFields;
import dev.keelson.provider.support.ResponseHead;
import dev.keelson.provider.support.RetryAfter;
import java.time.Clock;
import java.util.Optional;

/** Turns errors of Perplexity into plugin exceptions, without the credential that a proxy may quote. */
final class ErrorMapper {
    private final ErrorWords words;
    private final JsonCodec json;
    private final Clock clock;

    ErrorMapper(ApiKey apiKey, JsonCodec json, Clock clock) {
        words = new ErrorWords(apiKey);
        this.json = json;
        this.clock = clock;
    }

    /** Empty unless something in front of the API names its requests. */
    static Optional<String> requestId(ResponseHead head) {
        return head.header("x-request-id").filter(id -> !id.isBlank());
    }

    /** An answer with a status that is not good. */
    PluginException ofStatus(ResponseHead head, String body) {
        AgentError error = parse(body);
        ErrorType type = ErrorTypes.of(head.status(), error);
        PluginException failure = exception(type, "HTTP " + head.status() + ErrorWords.hint(head.status()), error);
        return withRequestId(
                head, RetryAfter.of(head, clock).map(failure::withRetryAfter).orElse(failure));
    }

    /** An error inside an answer with a good status. */
    PluginException inside(ResponseHead head, JsonFields body) {
        AgentError error = AgentError.of(body);
        return withRequestId(head, exception(ErrorTypes.ofCode(error), "error inside the answer", error));
    }

    /** An error event whose data is no JSON object. */
    PluginException reported(ResponseHead head, String text) {
        return withRequestId(
                head, exception(ErrorType.UNAVAILABLE, "error inside the answer", new AgentError(text, "", "")));
    }

    PluginException withRequestId(ResponseHead head, PluginException failure) {
        return requestId(head).map(words::shown).map(failure::withRequestId).orElse(failure);
    }

    private PluginException exception(ErrorType type, String what, AgentError error) {
        String detail = error.message().isBlank() ? "" : ": " + words.shown(error.message());
        var failure = new PluginException(type, "the upstream failed, " + what + detail);
        return error.upstreamCode()
                .map(words::shown)
                .map(failure::withUpstreamCode)
                .orElse(failure);
    }

    private AgentError parse(String body) {
        try {
            return JsonFields.of(json.read(body)).map(AgentError::of).orElse(AgentError.NONE);
        } catch (PluginException notJson) {
            return AgentError.NONE;
        }
    }
}
