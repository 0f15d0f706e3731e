package dev.keelson.provider.google;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.provider.support.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides what one answer means: why it ended, and which calls it asks for. Used once. */
final class AnswerJudge {
    private static final int MAX_CALLS = 128;

    private final WireRequest request;
    private final JsonCodec json;
    private final List<String> notes;

    AnswerJudge(WireRequest request, JsonCodec json) {
        this.request = request;
        this.json = json;
        this.notes = new ArrayList<>(request.notes());
    }

    ChatResponse judge(RawAnswer raw) {
        List<ToolCall> calls = calls(raw.parts());
        var response = ChatResponse.model(raw.model().orElse(request.model()))
                .content(raw.parts().text())
                .toolCalls(calls)
                .finishReason(finishReason(raw, !calls.isEmpty()))
                .usage(raw.usage())
                .citations(raw.citations());
        if (isFiltered(raw)) {
            response = response.refusal(raw.blocked()
                    .map(reason -> "the prompt was blocked, " + reason)
                    .orElseGet(() -> "the answer was blocked, " + raw.ending().described()));
        }
        if (raw.id().isPresent()) {
            response = response.responseId(raw.id().get());
        }
        // The model goes on after the results of its calls anyway.
        Optional<String> token = raw.continuationToken().filter(any -> calls.isEmpty());
        if (raw.parts().hasState() || token.isPresent()) {
            response = response.providerState(ModelTurn.state(raw.parts().verbatim(), token));
        }
        return response.notes(notes).build();
    }

    private FinishReason finishReason(RawAnswer raw, boolean hasCalls) {
        if (isFiltered(raw)) {
            return FinishReason.CONTENT_FILTER;
        }
        return switch (raw.ending().kind()) {
            case STOP -> complete(raw, hasCalls);
            case LENGTH -> cut(raw, hasCalls);
            case FILTERED -> FinishReason.CONTENT_FILTER;
            case BROKEN -> throw malformed(raw.ending(), "the model wrote no valid answer");
            case INTERRUPTED -> hasCalls ? FinishReason.TOOL_CALLS : interrupted(raw);
            case UNKNOWN -> unknown(raw, hasCalls);
            case NONE ->
                throw new PluginException(
                        ErrorType.MALFORMED_RESPONSE, "the answer has no candidate that came to an end");
        };
    }

    /** An empty answer is what Gemini gives instead of an error, for example to a history that it can't follow. */
    private static FinishReason complete(RawAnswer raw, boolean hasCalls) {
        if (hasCalls) {
            return FinishReason.TOOL_CALLS;
        }
        if (raw.parts().text().isEmpty()) {
            throw malformed(raw.ending(), "the answer is empty");
        }
        return FinishReason.STOP;
    }

    /** Calls arrive whole, so those of a cut answer are complete. */
    private FinishReason cut(RawAnswer raw, boolean hasCalls) {
        if (raw.parts().text().isEmpty() && !hasCalls && raw.usage().reasoningTokens() > 0) {
            notes.add("thinking used up the whole output limit");
        }
        return hasCalls ? FinishReason.TOOL_CALLS : FinishReason.LENGTH;
    }

    private static FinishReason interrupted(RawAnswer raw) {
        return raw.continuationToken().isPresent() ? FinishReason.PAUSED : FinishReason.LENGTH;
    }

    private FinishReason unknown(RawAnswer raw, boolean hasCalls) {
        FinishReason reason = complete(raw, hasCalls);
        notes.add("the model stopped for another reason, " + raw.ending().described());
        return reason;
    }

    private static boolean isFiltered(RawAnswer raw) {
        boolean blocked = raw.blocked().isPresent() && raw.ending().kind() == Ending.Kind.NONE;
        return blocked || raw.ending().kind() == Ending.Kind.FILTERED;
    }

    private List<ToolCall> calls(Parts parts) {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonFields call : parts.calls()) {
            String name = call.text("name").orElse("");
            if (name.isBlank() || calls.size() >= MAX_CALLS) {
                String what = name.isBlank() ? "a tool call without a name" : "more than " + MAX_CALLS + " tool calls";
                throw new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer has " + what);
            }
            int number = request.priorCalls() + calls.size();
            String id = call.text("id").filter(text -> !text.isBlank()).orElse("call_" + number);
            calls.add(ToolCall.of(
                    id,
                    request.toolNames().own(name),
                    json.write(call.value("args").orElse(Map.of()))));
        }
        return calls;
    }

    private static PluginException malformed(Ending ending, String what) {
        return new PluginException(ErrorType.MALFORMED_RESPONSE, what + ", " + ending.described())
                .withUpstreamCode(ending.reason());
    }
}
