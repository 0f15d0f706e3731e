package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.provider.support.LoweredSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what one answer means: why it ended, which calls can be trusted, and how it looks in the original schema. */
final class AnswerJudge {
    private static final Set<String> ABORTS = Set.of("error", "abort", "aborted");

    private final WireRequest request;
    private final JsonCodec json;
    private final List<String> notes = new ArrayList<>();

    AnswerJudge(WireRequest request, JsonCodec json) {
        this.request = request;
        this.json = json;
    }

    ChatResponse judge(RawAnswer raw) {
        requireUsable(raw);
        List<ToolCall> calls = trustedCalls(raw);
        var response = ChatResponse.model(
                        raw.model().filter(name -> !name.isBlank()).orElse(request.model()))
                .content(content(raw))
                .toolCalls(calls)
                .finishReason(finishReason(raw, calls))
                .usage(raw.usage());
        if (!raw.refusal().isEmpty()) {
            response = response.refusal(raw.refusal());
        }
        if (raw.id().isPresent()) {
            response = response.responseId(raw.id().get());
        }
        return response.notes(notes).build();
    }

    private static void requireUsable(RawAnswer raw) {
        if (ABORTS.contains(raw.finishReason())) {
            throw new PluginException(ErrorType.UNAVAILABLE, "the upstream broke off the answer")
                    .withUpstreamCode(raw.finishReason());
        }
        if (raw.toolCalls().stream().anyMatch(call -> call.name().isBlank())) {
            throw new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer has a tool call without a name");
        }
        if (saysToolCalls(raw) && raw.toolCalls().isEmpty() && raw.content().isBlank()) {
            throw new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer says tool_calls but has none");
        }
    }

    /** A call of a cut answer whose arguments do not parse was never finished: nobody may execute it. */
    private List<ToolCall> trustedCalls(RawAnswer raw) {
        List<ToolCall> calls = new ArrayList<>();
        for (ToolCall call : raw.toolCalls()) {
            if ((isCut(raw) || isFiltered(raw)) && !parses(call.arguments())) {
                notes.add("left out a cut call of " + call.name());
            } else {
                calls.add(restored(call));
            }
        }
        return calls;
    }

    private ToolCall restored(ToolCall call) {
        return request.rewrittenArguments(call.name())
                .map(schema -> ToolCall.of(call.id(), call.name(), restored(schema, call.arguments())))
                .orElse(call);
    }

    private String content(RawAnswer raw) {
        return request.rewrittenOutput()
                .map(schema -> restored(schema, raw.content()))
                .orElse(raw.content());
    }

    /** Text that does not parse stays as it is: the host says what is wrong with it. */
    private String restored(LoweredSchema schema, String text) {
        if (text.isBlank() || !parses(text)) {
            return text;
        }
        @Nullable Object answer = json.read(text);
        @Nullable Object original = schema.restore(answer);
        return Objects.equals(answer, original) ? text : json.write(original);
    }

    private FinishReason finishReason(RawAnswer raw, List<ToolCall> calls) {
        if (isFiltered(raw) || !raw.refusal().isEmpty()) {
            return FinishReason.CONTENT_FILTER;
        }
        if (isCut(raw) && (calls.isEmpty() || calls.size() < raw.toolCalls().size())) {
            return FinishReason.LENGTH;
        }
        if (!calls.isEmpty()) {
            return FinishReason.TOOL_CALLS;
        }
        if (saysToolCalls(raw)) {
            notes.add("the upstream said tool_calls but named none");
        }
        return FinishReason.STOP;
    }

    private boolean parses(String text) {
        try {
            return json.read(text) != null || text.strip().equals("null");
        } catch (PluginException broken) {
            return false;
        }
    }

    private static boolean isCut(RawAnswer raw) {
        return raw.finishReason().equals("length");
    }

    private static boolean isFiltered(RawAnswer raw) {
        return raw.finishReason().equals("content_filter");
    }

    private static boolean saysToolCalls(RawAnswer raw) {
        return raw.finishReason().equals("tool_calls") || raw.finishReason().equals("function_call");
    }
}
