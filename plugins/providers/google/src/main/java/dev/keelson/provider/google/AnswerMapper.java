package dev.keelson.provider.google;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.provider.support.JsonFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads answers of generateContent. */
final class AnswerMapper {
    private final JsonCodec json;
    private final ErrorMapper errors;

    AnswerMapper(JsonCodec json, ErrorMapper errors) {
        this.json = json;
        this.errors = errors;
    }

    /** Reads a whole body that came with a good status: one response, or a list of the chunks of a stream. */
    ChatResponse whole(WireRequest request, String body) {
        @Nullable Object value = json.read(body);
        var assembler = new AnswerAssembler();
        if (value instanceof List<?> chunks) {
            assembler.addAll(chunks.stream().map(this::fields).toList());
            requireEnd(assembler, !chunks.isEmpty());
        } else {
            assembler.addAll(List.of(fields(value)));
        }
        return judged(request, assembler.toAnswer());
    }

    /** Reads one JSON object; throws when it is an error, perhaps in a list, or no object at all. */
    JsonFields fields(String text) {
        return fields(json.read(text));
    }

    /** The answer in the words of the plugin API. */
    ChatResponse judged(WireRequest request, RawAnswer raw) {
        try {
            return new AnswerJudge(request, json).judge(raw);
        } catch (PluginException broken) {
            throw errors.shown(broken);
        }
    }

    private static void requireEnd(AnswerAssembler answer, boolean begun) {
        if (begun && !answer.isWhole()) {
            throw new PluginException(ErrorType.UNAVAILABLE, "the stream ended before the answer did");
        }
    }

    private JsonFields fields(@Nullable Object value) {
        JsonFields fields = JsonFields.of(ErrorMapper.unlisted(value))
                .orElseThrow(() -> new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer is no JSON object"));
        if (GoogleError.isIn(fields)) {
            throw errors.inside(fields);
        }
        return fields;
    }
}
