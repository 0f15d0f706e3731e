package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.resilience.Attempt;
import dev.keelson.core.routing.CallCost;
import dev.keelson.core.trace.TraceRecorder.OpenSpan;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Citation;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.RateLimits;
import dev.keelson.plugin.api.provider.ToolCall;
import java.util.List;
import java.util.Locale;

/**
 * Attributes of a model call, named as in OpenTelemetry's GenAI conventions. The prompt that every execution of a version
 * shares stands in the version; a span holds only the messages that came after it.
 */
final class ModelCallSpan {
    /** The provider's id of the HTTP request, as its support asks for. */
    private static final String REQUEST_ID = "keelson.provider.request_id";

    private static final int MAX_CITATIONS = 50;
    private static final int MAX_URL = 2_048;
    private static final int MAX_TITLE = 200;

    private ModelCallSpan() {}

    static void attempt(OpenSpan span, Attempt attempt) {
        ObjectNode attributes = span.attributes();
        attributes.put("gen_ai.operation.name", "chat");
        attributes.put("gen_ai.provider.name", attempt.target().provider());
        attributes.put("gen_ai.request.model", attempt.target().model());
        attributes.put("keelson.attempt", attempt.start().number());
        attributes.put("keelson.attempt.reason", attempt.start().reason().id());
        if (!attempt.start().waited().isZero()) {
            attributes.put("keelson.attempt.waited_ms", attempt.start().waited().toMillis());
        }
        attributes.put("keelson.breaker", attempt.start().breaker().id());
    }

    static void request(OpenSpan span, ChatRequest chat, int sharedMessages) {
        ObjectNode attributes = span.attributes();
        chat.temperature().ifPresent(value -> attributes.put("gen_ai.request.temperature", value));
        chat.maxOutputTokens().ifPresent(value -> attributes.put("gen_ai.request.max_tokens", value));
        // After the shared prompt comes the input, which the trace itself holds.
        List<Message> own =
                chat.messages().subList(sharedMessages + 1, chat.messages().size());
        if (!own.isEmpty()) {
            span.text("gen_ai.input.messages", Json.text(messages(own)));
        }
    }

    static void response(OpenSpan span, ChatResponse response) {
        ObjectNode attributes = span.attributes();
        attributes.put("gen_ai.response.model", response.model());
        response.responseId().ifPresent(id -> attributes.put("gen_ai.response.id", id));
        response.requestId().ifPresent(id -> attributes.put(REQUEST_ID, id));
        rateLimits(attributes, response.rateLimits());
        citations(attributes, response.citations());
        attributes
                .putArray("gen_ai.response.finish_reasons")
                .add(response.finishReason().name().toLowerCase(Locale.ROOT));
        attributes.put("gen_ai.usage.input_tokens", response.usage().inputTokens());
        attributes.put("gen_ai.usage.output_tokens", response.usage().outputTokens());
        if (response.usage().cachedInputTokens() > 0) {
            attributes.put(
                    "gen_ai.usage.cache_read.input_tokens", response.usage().cachedInputTokens());
        }
        if (response.usage().reasoningTokens() > 0) {
            attributes.put(
                    "gen_ai.usage.reasoning.output_tokens", response.usage().reasoningTokens());
        }
        response.refusal().ifPresent(refusal -> span.text("keelson.refusal", refusal));
        if (!response.notes().isEmpty()) {
            span.text("keelson.notes", String.join("\n", response.notes()));
        }
        span.text("gen_ai.output.messages", Json.text(output(response)));
    }

    static void cost(OpenSpan span, CallCost cost) {
        cost.nanoUsd().ifPresent(nanoUsd -> span.attributes().put("keelson.cost_nano_usd", nanoUsd));
        span.attributes().put("keelson.price_basis", cost.basis());
    }

    static void failure(OpenSpan span, Throwable failure) {
        if (failure instanceof PluginException known) {
            span.attributes().put("error.type", known.type().name().toLowerCase(Locale.ROOT));
            known.upstreamCode().ifPresent(code -> span.attributes().put("keelson.upstream_code", code));
            known.requestId().ifPresent(id -> span.attributes().put(REQUEST_ID, id));
            known.retryAfter().ifPresent(wait -> span.attributes().put("keelson.retry_after_ms", wait.toMillis()));
        } else if (failure instanceof KeelsonException refusal) {
            span.attributes().put("error.type", refusal.code().id());
        } else {
            span.attributes().put("error.type", failure.getClass().getSimpleName());
        }
    }

    private static void rateLimits(ObjectNode attributes, RateLimits limits) {
        limits.remainingRequests().ifPresent(left -> attributes.put("keelson.rate_limit.remaining_requests", left));
        limits.remainingTokens().ifPresent(left -> attributes.put("keelson.rate_limit.remaining_tokens", left));
        limits.reset().ifPresent(wait -> attributes.put("keelson.rate_limit.reset_ms", wait.toMillis()));
    }

    /** Addresses that are too long are left out: the start of one leads elsewhere. */
    private static void citations(ObjectNode attributes, List<Citation> citations) {
        if (citations.isEmpty()) {
            return;
        }
        ArrayNode list = attributes.putArray("keelson.citations");
        citations.stream()
                .filter(each -> each.url().length() <= MAX_URL)
                .limit(MAX_CITATIONS)
                .forEach(each -> {
                    ObjectNode entry = list.addObject().put("url", each.url());
                    each.title()
                            .ifPresent(title ->
                                    entry.put("title", title.substring(0, Math.min(title.length(), MAX_TITLE))));
                });
        if (list.size() < citations.size()) {
            attributes.put("keelson.citations.truncated_from", citations.size());
        }
    }

    private static ArrayNode output(ChatResponse response) {
        ArrayNode list = Json.mapper().createArrayNode();
        list.add(message("assistant", response.content(), response.toolCalls()));
        return list;
    }

    private static ArrayNode messages(List<Message> messages) {
        ArrayNode list = Json.mapper().createArrayNode();
        for (Message message : messages) {
            String role = message.role().name().toLowerCase(Locale.ROOT);
            ObjectNode entry = message(role, message.content(), message.toolCalls());
            message.toolCallId().ifPresent(id -> entry.put("tool_call_id", id));
            list.add(entry);
        }
        return list;
    }

    private static ObjectNode message(String role, String content, List<ToolCall> toolCalls) {
        ObjectNode entry = Json.object().put("role", role);
        ArrayNode parts = entry.putArray("parts");
        if (!content.isEmpty()) {
            parts.addObject().put("type", "text").put("content", content);
        }
        for (ToolCall call : toolCalls) {
            parts.addObject()
                    .put("type", "tool_call")
                    .put("id", call.id())
                    .put("name", call.name())
                    .put("arguments", call.arguments());
        }
        return entry;
    }
}
