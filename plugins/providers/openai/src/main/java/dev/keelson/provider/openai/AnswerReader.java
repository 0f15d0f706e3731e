package dev.keelson.provider.openai;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.provider.support.JsonFields;
import dev.keelson.provider.support.ResponseHead;

/** Reads the answer to one request, in the form of the API in which it was asked. */
final class AnswerReader {
    private final WireFormat format;
    private final JsonCodec json;
    private final ErrorMapper errors;

    AnswerReader(WireFormat format, JsonCodec json, ErrorMapper errors) {
        this.format = format;
        this.json = json;
        this.errors = errors;
    }

    WireFormat format() {
        return format;
    }

    /** Reads a whole answer that came with a good status, which may still hold an error. */
    ChatResponse whole(WireRequest request, ResponseHead head, String body) {
        return judged(request, head, format.answer(fields(body)));
    }

    /** Reads one JSON object; throws when it is an error or no object at all. */
    JsonFields fields(String text) {
        JsonFields fields = JsonFields.of(json.read(text))
                .orElseThrow(() -> new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer is no JSON object"));
        if (errors.isError(fields)) {
            throw errors.inside(fields);
        }
        return fields;
    }

    /** The answer in the words of the plugin API. */
    ChatResponse judged(WireRequest request, ResponseHead head, RawAnswer raw) {
        return new AnswerJudge(request, head, json).judge(raw);
    }

    /** The failure behind an event that says it is an error. */
    PluginException failure(String data) {
        try {
            return JsonFields.of(json.read(data)).map(errors::inside).orElseGet(() -> errors.reported(data));
        } catch (PluginException notJson) {
            return errors.reported(data);
        }
    }

    StreamedAnswer streamedAnswer() {
        return format.streamedAnswer();
    }
}
