package dev.keelson.provider.perplexity;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.provider.support.JsonFields;
import dev.keelson.provider.support.LoweredSchema;
import dev.keelson.provider.support.OpenAiRateLimits;
import dev.keelson.provider.support.ResponseHead;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what one finished answer means: why it ended, which calls can be trusted, and what the trace should say. */
final class AnswerJudge {
    private final WireRequest request;
    private final JsonCodec json;
    private final List<String> notes;

    AnswerJudge(WireRequest request, JsonCodec json) {
        this.request = request;
        this.json = json;
        this.notes = new ArrayList<>(request.notes());
    }

    ChatResponse judge(ResponseHead head, AgentAnswer answer) {
        List<ToolCall> calls = calls(answer);
        requireSomething(answer, calls);
        FinishReason reason = finishReason(answer, calls);
        noteSearch(answer, reason);
        var response = ChatResponse.model(present(answer, "model").orElse(request.model()))
                .content(content(answer.text()))
                .toolCalls(calls)
                .finishReason(reason)
                .citations(CitationReader.read(answer))
                .rateLimits(OpenAiRateLimits.of(head));
        if (!answer.refusal().isEmpty()) {
            response = response.refusal(answer.refusal());
        }
        ChatResponse.Builder counted = withUsage(withIds(response, head, answer), answer);
        return signatures(answer)
                .toState()
                .map(counted::providerState)
                .orElse(counted)
                .notes(notes)
                .build();
    }

    private static ChatResponse.Builder withIds(ChatResponse.Builder response, ResponseHead head, AgentAnswer answer) {
        ChatResponse.Builder named =
                present(answer, "id").map(response::responseId).orElse(response);
        return ErrorMapper.requestId(head).map(named::requestId).orElse(named);
    }

    private ChatResponse.Builder withUsage(ChatResponse.Builder response, AgentAnswer answer) {
        Optional<JsonFields> usage = answer.response().object("usage");
        ChatResponse.Builder counted =
                usage.map(UsageMapper::map).map(response::usage).orElse(response);
        return usage.flatMap(fields -> UsageMapper.cost(fields, notes))
                .map(counted::reportedCostNanoUsd)
                .orElse(counted);
    }

    private static Optional<String> present(AgentAnswer answer, String field) {
        return answer.response().text(field).filter(text -> !text.isBlank());
    }

    /** A call of a cut answer whose arguments do not parse was never finished: nobody may execute it. */
    private List<ToolCall> calls(AgentAnswer answer) {
        List<ToolCall> calls = new ArrayList<>();
        boolean broken = answer.isCut() || answer.isFiltered();
        for (JsonFields item : answer.items("function_call")) {
            String name = item.text("name").orElse("");
            if (name.isBlank()) {
                throw new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer has a tool call without a name");
            }
            String arguments = arguments(item.map().get("arguments"));
            if (broken && !parses(arguments)) {
                notes.add("left out a cut call of " + name);
            } else {
                calls.add(ToolCall.of(callId(item, calls.size()), name, arguments));
            }
        }
        return calls;
    }

    private static String callId(JsonFields item, int index) {
        return item.text("call_id")
                .filter(id -> !id.isBlank())
                .or(() -> item.text("id").filter(id -> !id.isBlank()))
                .orElse("call_" + index);
    }

    private String arguments(@Nullable Object value) {
        if (value instanceof String text) {
            return text.isBlank() ? "{}" : text;
        }
        return value == null ? "{}" : json.write(value);
    }

    private static ThoughtSignatures signatures(AgentAnswer answer) {
        Map<String, String> all = new LinkedHashMap<>();
        for (JsonFields item : answer.items("function_call")) {
            item.text(ThoughtSignatures.FIELD)
                    .ifPresent(signature -> item.text("call_id").ifPresent(id -> all.put(id, signature)));
        }
        return new ThoughtSignatures(all);
    }

    private static void requireSomething(AgentAnswer answer, List<ToolCall> calls) {
        boolean hasMessage =
                !answer.items("message").isEmpty() || !answer.text().isEmpty();
        if (answer.status().equals("completed") && !hasMessage && calls.isEmpty()) {
            throw new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer has neither a message nor a tool call");
        }
    }

    private static FinishReason finishReason(AgentAnswer answer, List<ToolCall> calls) {
        if (answer.isFiltered() || !answer.refusal().isEmpty()) {
            return FinishReason.CONTENT_FILTER;
        }
        if (answer.isCut()) {
            return FinishReason.LENGTH;
        }
        return calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
    }

    /** The API lets the model decide whether to search, so that only the output tells. */
    private void noteSearch(AgentAnswer answer, FinishReason reason) {
        boolean searched = !answer.items(CitationReader.SEARCH_RESULTS).isEmpty();
        boolean answered = reason == FinishReason.STOP || reason == FinishReason.LENGTH;
        if (request.search() != WebSearch.NOT_OFFERED && answered && !searched) {
            notes.add("the model answered without searching the web");
        }
        if (request.search() == WebSearch.BROUGHT_BY_PRESET && searched) {
            notes.add("the preset searched the web without being asked to");
        }
    }

    private String content(String text) {
        return request.rewrittenOutput().map(schema -> restored(schema, text)).orElse(text);
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

    private boolean parses(String text) {
        try {
            return json.read(text) != null || text.strip().equals("null");
        } catch (PluginException broken) {
            return false;
        }
    }
}
