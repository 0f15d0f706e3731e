package dev.keelson.provider.perplexity;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.provider.support.JsonFields;
import dev.keelson.provider.support.ResponseHead;

/** Reads answers of the Agent API, which says in its body whether a request with a good status has failed. */
final class AnswerMapper {
    private final JsonCodec json;
    private final ErrorMapper errors;

    AnswerMapper(JsonCodec json, ErrorMapper errors) {
        this.json = json;
        this.errors = errors;
    }

    ChatResponse whole(WireRequest request, ResponseHead head, String body) {
        return judged(request, head, AgentAnswer.of(fields(body)));
    }

    /** The answer in the words of the plugin API; throws when the upstream did not bring it to its end. */
    ChatResponse judged(WireRequest request, ResponseHead head, AgentAnswer answer) {
        requireFinished(head, answer);
        return new AnswerJudge(request, json).judge(head, answer);
    }

    JsonFields fields(String text) {
        return JsonFields.of(json.read(text))
                .orElseThrow(() -> new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer is no JSON object"));
    }

    /** The failure that an event describes. */
    PluginException failure(ResponseHead head, JsonFields event) {
        return errors.inside(head, event);
    }

    /** The failure behind an error event that need not be JSON. */
    PluginException failure(ResponseHead head, String data) {
        try {
            return errors.inside(head, fields(data));
        } catch (PluginException notJson) {
            return errors.reported(head, data);
        }
    }

    private void requireFinished(ResponseHead head, AgentAnswer answer) {
        if (answer.status().equals("failed") || AgentError.isIn(answer.response())) {
            throw errors.inside(head, answer.response());
        }
        switch (answer.status()) {
            case "completed", "requires_action", "incomplete" -> {
                return;
            }
            case "cancelled", "queued", "in_progress" ->
                throw errors.withRequestId(
                        head,
                        new PluginException(
                                        ErrorType.UNAVAILABLE,
                                        "the upstream gave up the answer, its status is " + answer.status())
                                .withUpstreamCode(answer.status()));
            default ->
                throw new PluginException(
                        ErrorType.MALFORMED_RESPONSE, "the answer has no status that is known (expected: completed)");
        }
    }
}
