package dev.keelson.provider.openai;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.provider.openai.RawAnswer.Ending;
import dev.keelson.provider.support.LoweredSchema;
import dev.keelson.provider.support.ResponseHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides what one answer means: why it ended, which calls can be trusted, and how it looks in the original schema. */
final class AnswerJudge {
    private final WireRequest request;
    private final ResponseHead head;
    private final JsonCodec json;
    private final List<String> notes;

    AnswerJudge(WireRequest request, ResponseHead head, JsonCodec json) {
        this.request = request;
        this.head = head;
        this.json = json;
        this.notes = new ArrayList<>(request.notes());
    }

    ChatResponse judge(RawAnswer raw) {
        RawContent content = raw.content();
        if (content.toolCalls().stream().anyMatch(call -> call.name().isBlank())) {
            throw new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer has a tool call without a name");
        }
        List<ToolCall> calls = trustedCalls(raw);
        var response = ChatResponse.model(
                        raw.model().filter(name -> !name.isBlank()).orElse(request.model()))
                .content(text(content))
                .toolCalls(calls)
                .finishReason(finishReason(raw, calls))
                .usage(raw.usage())
                .citations(content.citations())
                .rateLimits(RateLimitHeaders.of(head));
        return finished(response, raw).notes(notes).build();
    }

    private ChatResponse.Builder finished(ChatResponse.Builder response, RawAnswer raw) {
        RawContent content = raw.content();
        ChatResponse.Builder result = content.refusal().isEmpty() ? response : response.refusal(content.refusal());
        result = raw.id().map(result::responseId).orElse(result);
        result = RequestId.of(head).map(result::requestId).orElse(result);
        return content.state() == null ? result : result.providerState(content.state());
    }

    /** A call of a cut answer whose arguments do not parse was never finished: nobody may execute it. */
    private List<ToolCall> trustedCalls(RawAnswer raw) {
        List<ToolCall> calls = new ArrayList<>();
        for (ToolCall call : raw.content().toolCalls()) {
            String name = request.tools().names().fromWire(call.name());
            if (raw.ending() != Ending.COMPLETE && !parses(call.arguments())) {
                notes.add("left out a cut call of " + name);
            } else {
                calls.add(ToolCall.of(call.id(), name, arguments(name, call.arguments())));
            }
        }
        return calls;
    }

    private String arguments(String tool, String text) {
        return request.tools()
                .rewrittenArguments(tool)
                .map(schema -> restored(schema, text))
                .orElse(text);
    }

    private String text(RawContent content) {
        return request.rewrittenOutput()
                .map(schema -> restored(schema, content.text()))
                .orElse(content.text());
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

    private static FinishReason finishReason(RawAnswer raw, List<ToolCall> calls) {
        if (raw.ending() == Ending.FILTERED || !raw.content().refusal().isEmpty()) {
            return FinishReason.CONTENT_FILTER;
        }
        boolean hasAllCalls = calls.size() == raw.content().toolCalls().size();
        if (raw.ending() == Ending.CUT && (calls.isEmpty() || !hasAllCalls)) {
            return FinishReason.LENGTH;
        }
        return calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
    }

    private boolean parses(String text) {
        try {
            return json.read(text) != null || text.strip().equals("null");
        } catch (PluginException broken) {
            return false;
        }
    }
}
