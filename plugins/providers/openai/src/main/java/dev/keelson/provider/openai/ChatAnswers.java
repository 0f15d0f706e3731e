package dev.keelson.provider.openai;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.api.provider.Usage;
import dev.keelson.provider.openai.RawAnswer.Ending;
import dev.keelson.provider.support.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads answers of Chat Completions. */
final class ChatAnswers {
    private ChatAnswers() {}

    static RawAnswer read(JsonFields answer) {
        JsonFields choice = answer.objects("choices").stream()
                .findFirst()
                .orElseThrow(() -> new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer has no choices"));
        JsonFields message = choice.object("message")
                .orElseThrow(() -> new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer has no message"));
        var citations = new Citations();
        citations.addAll(message);
        return new RawAnswer(
                answer.text("model"),
                answer.text("id"),
                new RawContent(
                        message.text("content").orElse(""),
                        message.text("refusal").orElse(""),
                        toolCalls(message),
                        citations.all(),
                        null),
                ending(choice.text("finish_reason").orElse("")),
                answer.object("usage").map(ChatAnswers::usage).orElse(Usage.none()));
    }

    /** Tool calls are known by their presence: a forced call comes with the reason {@code stop}. */
    static Ending ending(String finishReason) {
        return switch (finishReason) {
            case "length" -> Ending.CUT;
            case "content_filter" -> Ending.FILTERED;
            default -> Ending.COMPLETE;
        };
    }

    static Usage usage(JsonFields usage) {
        return TokenCounts.of(usage, "prompt_tokens", "completion_tokens");
    }

    private static List<ToolCall> toolCalls(JsonFields message) {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonFields call : message.objects("tool_calls")) {
            JsonFields function = call.object("function").orElse(new JsonFields(Map.of()));
            calls.add(ToolCall.of(
                    call.text("id").filter(id -> !id.isBlank()).orElse("call_" + calls.size()),
                    function.text("name").orElse(""),
                    function.text("arguments").filter(text -> !text.isBlank()).orElse("{}")));
        }
        return calls;
    }
}
