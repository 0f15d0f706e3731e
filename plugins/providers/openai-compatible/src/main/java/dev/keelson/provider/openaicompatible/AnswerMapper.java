package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.api.provider.Usage;
import dev.keelson.provider.support.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads answers of Chat Completions. */
final class AnswerMapper {
    private final JsonCodec json;
    private final ErrorMapper errors;

    AnswerMapper(JsonCodec json, ErrorMapper errors) {
        this.json = json;
        this.errors = errors;
    }

    /** Reads a whole answer that came with a good status, which may still hold an error. */
    ChatResponse whole(WireRequest request, String body) {
        JsonFields answer = fields(body);
        JsonFields choice = answer.objects("choices").stream()
                .findFirst()
                .orElseThrow(() -> new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer has no choices"));
        JsonFields message = choice.object("message")
                .orElseThrow(() -> new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer has no message"));
        return judged(
                request,
                new RawAnswer(
                        answer.text("model"),
                        answer.text("id"),
                        ContentText.of(message),
                        ContentText.refusal(message),
                        toolCalls(message),
                        choice.text("finish_reason").orElse(""),
                        answer.object("usage").map(UsageMapper::map).orElse(Usage.none())));
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
    ChatResponse judged(WireRequest request, RawAnswer raw) {
        return new AnswerJudge(request, json).judge(raw);
    }

    /** The failure behind an event that says it is an error. */
    PluginException failure(String data) {
        try {
            return JsonFields.of(json.read(data)).map(errors::inside).orElseGet(() -> errors.reported(data));
        } catch (PluginException notJson) {
            return errors.reported(data);
        }
    }

    AnswerAssembler assembler() {
        return new AnswerAssembler(json);
    }

    private List<ToolCall> toolCalls(JsonFields message) {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonFields call : message.objects("tool_calls")) {
            JsonFields function = call.object("function").orElse(new JsonFields(Map.of()));
            String id = call.text("id").filter(text -> !text.isBlank()).orElse("call_" + calls.size());
            calls.add(ToolCall.of(
                    id,
                    function.text("name").orElse(""),
                    arguments(function.map().get("arguments"))));
        }
        return calls;
    }

    /** Some servers give arguments as an object instead of as its text. */
    private String arguments(@Nullable Object value) {
        if (value instanceof String text) {
            return text.isBlank() ? "{}" : text;
        }
        return value == null ? "{}" : json.write(value);
    }
}
