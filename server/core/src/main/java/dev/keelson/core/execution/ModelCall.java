package dev.keelson.core.execution;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.core.resilience.Attempt;
import dev.keelson.core.routing.CallCost;
import dev.keelson.core.routing.Pricing;
import dev.keelson.core.trace.Span;
import dev.keelson.core.trace.TraceRecorder.OpenSpan;
import dev.keelson.core.usage.CallEstimate;
import dev.keelson.core.usage.CallUsage;
import dev.keelson.core.usage.Reservation;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.Usage;
import io.vertx.core.Future;

/**
 * One call of a provider with its span and its reservation. A call that is given up or cut after its first text is
 * charged its estimate, because the provider may charge for it; one that the provider failed is charged nothing.
 */
final class ModelCall {
    /** Characters of a token, on the low side so that the estimate is on the high side. */
    private static final int CHARACTERS_PER_TOKEN = 3;
    /** For models without a cap in the agent's policy. */
    private static final int USUAL_OUTPUT_TOKENS = 4_096;

    private static final int MAX_PARTIAL = 32 * 1024;

    private final RunningExecution execution;
    private final Attempt attempt;
    private final ChatRequest chat;
    private final Meters meters;
    private final OpenSpan span;
    private final long startedAt;
    private final StringBuilder partial = new StringBuilder(0);
    private Reservation reservation = Reservation.NONE;
    private boolean hasSign;
    private boolean ended;

    ModelCall(RunningExecution execution, Attempt attempt, ChatRequest chat, Meters meters) {
        this.execution = execution;
        this.attempt = attempt;
        this.chat = chat;
        this.meters = meters;
        span = execution.startSpan("chat " + attempt.target().model(), Span.Kind.CLIENT);
        startedAt = meters.ticker.read();
        ModelCallSpan.attempt(span, attempt);
        ModelCallSpan.request(span, chat, execution.compiled().prompt().size());
        attempt.cancellation().onCancel(this::givenUp);
    }

    /** What a call is measured with. */
    record Meters(Pricing pricing, Ticker ticker) {}

    CallEstimate estimate() {
        long characters = 0;
        for (Message message : chat.messages()) {
            characters += message.content().length();
        }
        long input = characters / CHARACTERS_PER_TOKEN + 1;
        long output = chat.maxOutputTokens().orElse(USUAL_OUTPUT_TOKENS);
        return new CallEstimate(
                attempt.target(), input, output, meters.pricing.estimate(attempt.target(), input, output));
    }

    Future<ChatResponse> unreachable() {
        return fail(new PluginException(ErrorType.UNAVAILABLE, "the provider's plugin was unloaded"));
    }

    Future<Void> reserved(Reservation granted) {
        if (ended) {
            granted.release();
            return Future.failedFuture(new PluginException(ErrorType.TIMEOUT, "given up before it was sent"));
        }
        reservation = granted;
        return Future.succeededFuture();
    }

    Future<Void> refused(Throwable refusal) {
        return fail(refusal);
    }

    Future<ChatResponse> chat(ModelClient client) {
        return client.chat(chat, attempt.cancellation())
                .onSuccess(this::answered)
                .onFailure(this::failed);
    }

    Future<ChatResponse> stream(ModelClient client) {
        return client.stream(chat, this::text, attempt.cancellation())
                .onSuccess(this::answered)
                .onFailure(this::failed);
    }

    private void text(String text) {
        if (!hasSign) {
            hasSign = true;
            span.attributes().put("keelson.time_to_first_chunk_ms", (meters.ticker.read() - startedAt) / 1_000_000);
        }
        // A caller that waits for the whole gets it from whoever gives it: what was said before counts for nothing.
        boolean observed = execution.listener() != ExecutionListener.NONE;
        if (!attempt.takes(observed ? text : "")) {
            return;
        }
        if (partial.length() < MAX_PARTIAL) {
            partial.append(text, 0, Math.min(text.length(), MAX_PARTIAL - partial.length()));
        }
        execution.listener().onEvent(new ExecutionEvent.OutputDelta(text));
    }

    private void answered(ChatResponse response) {
        if (ended) {
            return;
        }
        ended = true;
        CallCost cost = meters.pricing.cost(attempt.target(), response);
        reservation.settle(new CallUsage(response.usage(), cost));
        execution.answeredBy(attempt.target().id(), response.usage(), cost.nanoUsd());
        ModelCallSpan.response(span, response);
        ModelCallSpan.cost(span, cost);
        span.succeed();
    }

    private void failed(Throwable failure) {
        if (ended) {
            return;
        }
        ended = true;
        if (partial.length() > 0) {
            chargeTheEstimate();
        } else {
            reservation.release();
        }
        endSpan(failure);
    }

    private void givenUp() {
        if (ended) {
            return;
        }
        ended = true;
        chargeTheEstimate();
        PluginException reason = attempt.cancellation().reason();
        endSpan(reason == null ? new PluginException(ErrorType.TIMEOUT, "given up") : reason);
    }

    private void chargeTheEstimate() {
        CallEstimate estimate = estimate();
        var cost = new CallCost(estimate.nanoUsd(), "estimate");
        reservation.settle(new CallUsage(Usage.of(estimate.inputTokens(), 0), cost));
        ModelCallSpan.cost(span, cost);
    }

    private void endSpan(Throwable failure) {
        ModelCallSpan.failure(span, failure);
        if (attempt.isLost()) {
            span.attributes().put("error.type", "given_up");
        }
        if (partial.length() > 0) {
            span.text("keelson.partial_output", partial.toString());
        }
        span.fail(failure.getMessage());
    }

    private <T> Future<T> fail(Throwable failure) {
        failed(failure);
        return Future.failedFuture(failure);
    }
}
