package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.provider.support.CitedSources;
import dev.keelson.provider.support.LoweredSchema;
import dev.keelson.provider.support.OpenAiRateLimits;
import dev.keelson.provider.support.ReportedCost;
import dev.keelson.provider.support.ResponseHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what one answer means: why it ended, which calls can be trusted, and how it looks in the original schema. */
final class AnswerJudge {
    private static final Set<String> ABORTS = Set.of("error", "abort", "aborted");

    private final WireRequest request;
    private final JsonCodec json;
    private final UpstreamTraits traits;
    private final List<String> notes;

    AnswerJudge(WireRequest request, JsonCodec json, UpstreamTraits traits) {
        this.request = request;
        this.json = json;
        this.traits = traits;
        this.notes = new ArrayList<>(request.notes());
    }

    ChatResponse judge(ResponseHead head, RawAnswer raw) {
        requireUsable(head, raw);
        List<ToolCall> calls = trustedCalls(raw);
        var response = ChatResponse.model(
                        raw.model().filter(name -> !name.isBlank()).orElse(request.model()))
                .content(content(raw))
                .toolCalls(calls)
                .finishReason(finishReason(raw, calls))
                .usage(UsageMapper.map(raw.usage()))
                .citations(CitedSources.citations(raw.annotations()))
                .rateLimits(OpenAiRateLimits.of(head));
        if (!raw.refusal().isEmpty()) {
            response = response.refusal(raw.refusal());
        }
        return withExtras(withIds(response, head, raw), raw).notes(notes).build();
    }

    private static ChatResponse.Builder withIds(ChatResponse.Builder response, ResponseHead head, RawAnswer raw) {
        ChatResponse.Builder named = raw.id().map(response::responseId).orElse(response);
        return ErrorMapper.requestId(head).map(named::requestId).orElse(named);
    }

    /** What only some upstreams give, and only they want to be read. */
    private ChatResponse.Builder withExtras(ChatResponse.Builder response, RawAnswer raw) {
        OptionalLong cost = traits.has(Trait.REPORTED_COST)
                ? ReportedCost.nanoUsd(raw.usage().map().get("cost"))
                : OptionalLong.empty();
        ChatResponse.Builder priced = cost.isPresent() ? response.reportedCostNanoUsd(cost.getAsLong()) : response;
        boolean kept = traits.has(Trait.REASONING_REPLAY) && !raw.reasoning().isEmpty();
        return kept ? priced.providerState(Reasoning.toState(raw.reasoning())) : priced;
    }

    private static void requireUsable(ResponseHead head, RawAnswer raw) {
        if (ABORTS.contains(raw.finishReason())) {
            var failure = new PluginException(ErrorType.UNAVAILABLE, "the upstream broke off the answer")
                    .withUpstreamCode(raw.finishReason());
            throw ErrorMapper.requestId(head).map(failure::withRequestId).orElse(failure);
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
