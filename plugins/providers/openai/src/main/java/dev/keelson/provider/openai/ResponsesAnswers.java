package dev.keelson.provider.openai;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.plugin.api.provider.Usage;
import dev.keelson.provider.openai.RawAnswer.Ending;
import dev.keelson.provider.support.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads response objects of the Responses API. */
final class ResponsesAnswers {
    static final String COMMENTARY = "commentary";

    private static final int MAX_ITEMS = 1_000;

    private final ErrorMapper errors;

    ResponsesAnswers(ErrorMapper errors) {
        this.errors = errors;
    }

    RawAnswer read(JsonFields response) {
        if (!(response.map().get("output") instanceof List<?>)) {
            throw new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer has no output");
        }
        return read(response, response.objects("output"));
    }

    /** {@code output}: goes before the output in the response object. */
    RawAnswer read(JsonFields response, List<JsonFields> output) {
        Ending ending = ending(response);
        if (output.size() > MAX_ITEMS) {
            throw new PluginException(
                    ErrorType.MALFORMED_RESPONSE, "the answer has more than " + MAX_ITEMS + " output items");
        }
        return new RawAnswer(
                response.text("model"),
                response.text("id"),
                content(output, ending),
                ending,
                response.object("usage").map(ResponsesAnswers::usage).orElse(Usage.none()));
    }

    /** The failure that a response object with the status {@code failed} describes. */
    PluginException failure(JsonFields response) {
        return errors.isError(response)
                ? errors.inside(response)
                : new PluginException(ErrorType.UNAVAILABLE, "the response failed, and OpenAI does not say why");
    }

    private Ending ending(JsonFields response) {
        return switch (response.text("status").orElse("completed")) {
            case "completed" -> Ending.COMPLETE;
            case "incomplete" -> reason(response).equals("content_filter") ? Ending.FILTERED : Ending.CUT;
            case "failed" -> throw failure(response);
            case "cancelled" -> throw new PluginException(ErrorType.UNAVAILABLE, "the response was cancelled");
            default -> throw new PluginException(ErrorType.MALFORMED_RESPONSE, "the response is not finished");
        };
    }

    private static String reason(JsonFields response) {
        return response.object("incomplete_details")
                .flatMap(details -> details.text("reason"))
                .orElse("");
    }

    private static RawContent content(List<JsonFields> output, Ending ending) {
        var text = new StringBuilder();
        var refusal = new StringBuilder();
        var citations = new Citations();
        for (JsonFields part : parts(output)) {
            part.text("refusal").ifPresent(refusal::append);
            if (part.text("type").orElse("").equals("output_text")) {
                text.append(part.text("text").orElse(""));
                citations.addAll(part);
            }
        }
        @Nullable
        Object state = ending == Ending.COMPLETE ? OutputState.of(output).orElse(null) : null;
        return new RawContent(text.toString(), refusal.toString(), toolCalls(output), citations.all(), state);
    }

    /** The parts of all messages; what the model remarks on its way is no part of the answer. */
    private static List<JsonFields> parts(List<JsonFields> output) {
        return output.stream()
                .filter(item -> isOf(item, "message") && !isCommentary(item))
                .flatMap(item -> item.objects("content").stream())
                .toList();
    }

    static boolean isCommentary(JsonFields item) {
        return item.text("phase").filter(COMMENTARY::equals).isPresent();
    }

    private static List<ToolCall> toolCalls(List<JsonFields> output) {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonFields item : output) {
            if (isOf(item, "function_call")) {
                calls.add(ToolCall.of(
                        callId(item, calls.size()), item.text("name").orElse(""), arguments(item)));
            }
        }
        return calls;
    }

    private static String callId(JsonFields item, int index) {
        return item.text("call_id")
                .or(() -> item.text("id"))
                .filter(id -> !id.isBlank())
                .orElse("call_" + index);
    }

    private static String arguments(JsonFields item) {
        Optional<String> text = item.text("arguments").filter(arguments -> !arguments.isBlank());
        return text.orElse("{}");
    }

    private static boolean isOf(JsonFields item, String type) {
        return item.text("type").filter(type::equals).isPresent();
    }

    private static Usage usage(JsonFields usage) {
        return TokenCounts.of(usage, "input_tokens", "output_tokens");
    }
}
