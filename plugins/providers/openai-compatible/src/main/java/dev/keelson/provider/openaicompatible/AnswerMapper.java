package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.provider.support.JsonFields;
import dev.keelson.provider.support.ResponseHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads answers of Chat Completions. */
final class AnswerMapper {
    private final JsonCodec json;
    private final ErrorMapper errors;
    private final UpstreamTraits traits;

    AnswerMapper(JsonCodec json, ErrorMapper errors, UpstreamTraits traits) {
        this.json = json;
        this.errors = errors;
        this.traits = traits;
    }

    /** Reads a whole answer that came with a good status, which may still hold an error. */
    ChatResponse whole(WireRequest request, ResponseHead head, String body) {
        JsonFields answer = fields(head, body);
        JsonFields choice = answer.objects("choices").stream()
                .findFirst()
                .orElseThrow(() -> new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer has no choices"));
        JsonFields message = choice.object("message")
                .orElseThrow(() -> new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer has no message"));
        return judged(
                request,
                head,
                new RawAnswer(
                        answer.text("model"),
                        answer.text("id"),
                        ContentText.of(message),
                        ContentText.refusal(message),
                        Reasoning.of(message),
                        toolCalls(message),
                        message.objects("annotations"),
                        choice.text("finish_reason").orElse(""),
                        answer.object("usage").orElse(new JsonFields(Map.of()))));
    }

    /** Reads one JSON object; throws when it is an error of the upstream or no object at all. */
    JsonFields fields(ResponseHead head, String text) {
        JsonFields fields = JsonFields.of(json.read(text))
                .orElseThrow(() -> new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer is no JSON object"));
        if (errors.isError(fields)) {
            throw errors.inside(head, fields);
        }
        return fields;
    }

    /** The answer in the words of the plugin API. */
    ChatResponse judged(WireRequest request, ResponseHead head, RawAnswer raw) {
        return new AnswerJudge(request, json, traits).judge(head, raw);
    }

    /** The failure behind an event that says it is an error. */
    PluginException failure(ResponseHead head, String data) {
        try {
            return JsonFields.of(json.read(data))
                    .map(fields -> errors.inside(head, fields))
                    .orElseGet(() -> errors.reported(head, data));
        } catch (PluginException notJson) {
            return errors.reported(head, data);
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
