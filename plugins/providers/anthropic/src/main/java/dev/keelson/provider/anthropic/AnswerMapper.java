package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Usage;
import dev.keelson.provider.support.JsonFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads answers of the Messages API. */
final class AnswerMapper {
    private final JsonCodec json;
    private final ErrorMapper errors;

    AnswerMapper(JsonCodec json, ErrorMapper errors) {
        this.json = json;
        this.errors = errors;
    }

    /** Reads a whole answer that came with a good status, which may still hold an error. */
    ChatResponse whole(WireRequest request, Received received, String body) {
        JsonFields answer = fields(body);
        if (!(answer.map().get("content") instanceof List<?>)) {
            throw new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer has no content");
        }
        var raw = new RawAnswer(
                answer.text("model"),
                answer.text("id"),
                answer.objects("content").stream().map(this::block).toList(),
                answer.text("stop_reason").orElse(""),
                answer.object("stop_details"),
                answer.object("usage").map(UsageMapper::map).orElse(Usage.none()));
        return judged(request, received, raw);
    }

    /** Reads one JSON object; throws when it is an error of the upstream or no object at all. */
    JsonFields fields(String text) {
        JsonFields fields = JsonFields.of(json.read(text))
                .orElseThrow(() -> new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer is no JSON object"));
        if (errors.isError(fields)) {
            throw errors.inside(fields);
        }
        return fields;
    }

    /** The answer in the words of the plugin API. */
    ChatResponse judged(WireRequest request, Received received, RawAnswer raw) {
        return new AnswerJudge(request, json).judge(raw, received);
    }

    /** The failure behind an event that says it is an error. */
    PluginException failure(String data) {
        Optional<JsonFields> fields;
        try {
            fields = JsonFields.of(json.read(data));
        } catch (PluginException notJson) {
            fields = Optional.empty();
        }
        return fields.map(errors::inside).orElseGet(() -> errors.reported(data));
    }

    AnswerAssembler assembler() {
        return new AnswerAssembler(json);
    }

    private AnswerBlock block(JsonFields fields) {
        @Nullable Object input = fields.map().get("input");
        return new AnswerBlock(fields, json.write(input == null ? Map.of() : input), true);
    }
}
