package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.core.resilience.CircuitBreakers;
import dev.keelson.core.routing.Pricing;
import dev.keelson.core.trace.Span;
import dev.keelson.core.trace.TraceRecorder.OpenSpan;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Calls the first model of the policy that can answer; the trace says why each one before it did not. */
final class ModelCaller {
    private final ProviderRegistry providers;
    private final CircuitBreakers breakers;
    private final Pricing pricing;

    ModelCaller(ProviderRegistry providers, CircuitBreakers breakers, Pricing pricing) {
        this.providers = providers;
        this.breakers = breakers;
        this.pricing = pricing;
    }

    /** Fails with {@link KeelsonException} only. */
    Future<ChatResponse> call(RunningExecution execution, Function<Target, ChatRequest> request) {
        List<Target> targets = execution.compiled().definition().models().targets();
        return new Attempts(execution, request, targets.iterator()).next();
    }

    /** One walk over the targets of a policy. */
    private final class Attempts {
        private final RunningExecution execution;
        private final Function<Target, ChatRequest> request;
        private final Iterator<Target> targets;
        private final OpenSpan routing;
        private final ArrayNode candidates;
        private KeelsonException lastFailure =
                new KeelsonException(ErrorCode.NO_MODEL_AVAILABLE, "no model of the agent's policy can be called now");

        Attempts(RunningExecution execution, Function<Target, ChatRequest> request, Iterator<Target> targets) {
            this.execution = execution;
            this.request = request;
            this.targets = targets;
            routing = execution.startSpan("route", Span.Kind.INTERNAL);
            candidates = routing.attributes().putArray("keelson.candidates");
        }

        Future<ChatResponse> next() {
            while (targets.hasNext()) {
                Target target = targets.next();
                Optional<ModelClient> client = providers.find(target.provider());
                if (client.isEmpty()) {
                    reject(target, "provider not configured, or its plugin is not loaded");
                } else if (breakers.isOpen(target.id())) {
                    reject(target, "circuit breaker is open after repeated failures");
                } else {
                    candidate(target).put("decision", "chosen");
                    return attempt(target, client.get()).recover(failure -> afterFailure(target, failure));
                }
            }
            routing.fail(lastFailure.text());
            return Future.failedFuture(lastFailure);
        }

        private Future<ChatResponse> attempt(Target target, ModelClient client) {
            OpenSpan span = execution.startSpan("chat " + target.model(), Span.Kind.CLIENT);
            ChatRequest chat = request.apply(target);
            ModelCallSpan.request(
                    span, target, chat, execution.compiled().prompt().size());
            return breakers.execute(target.id(), () -> send(client, chat))
                    .onSuccess(response -> {
                        execution.answeredBy(
                                target.id(),
                                response.usage(),
                                pricing.cost(target, response).nanoUsd());
                        ModelCallSpan.response(span, response);
                        span.succeed();
                        routing.succeed();
                    })
                    .onFailure(failure -> {
                        ModelCallSpan.failure(span, failure);
                        span.fail(failure.getMessage());
                    });
        }

        private Future<ChatResponse> send(ModelClient client, ChatRequest chat) {
            boolean streams = execution.listener() != ExecutionListener.NONE
                    && client.capabilities().contains(Capability.STREAMING);
            Future<ChatResponse> answer = streams
                    ? client.stream(chat, text -> execution.listener().onEvent(new ExecutionEvent.OutputDelta(text)))
                    : client.chat(chat);
            return answer.timeout(chat.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .recover(ModelCaller::asPluginException);
        }

        private Future<ChatResponse> afterFailure(Target target, Throwable failure) {
            lastFailure = translate(failure);
            boolean elsewhere = !execution.deadline().isOver() && mayTryElsewhere(failure);
            if (targets.hasNext() && elsewhere) {
                candidate(target).put("decision", "failed").put("reason", lastFailure.text());
                return next();
            }
            routing.fail(lastFailure.text());
            return Future.failedFuture(execution.deadline().isOver() ? execution.deadlineExceeded() : lastFailure);
        }

        private void reject(Target target, String reason) {
            candidate(target).put("decision", "rejected").put("reason", reason);
        }

        private ObjectNode candidate(Target target) {
            return candidates.addObject().put("provider", target.provider()).put("model", target.model());
        }
    }

    private static Future<ChatResponse> asPluginException(Throwable failure) {
        return Future.failedFuture(
                failure instanceof TimeoutException
                        ? new PluginException(ErrorType.TIMEOUT, "no answer within the time left")
                        : failure);
    }

    private static boolean mayTryElsewhere(Throwable failure) {
        return !(failure instanceof PluginException known)
                || (known.type() != ErrorType.CONTENT_FILTER && known.type() != ErrorType.INVALID_REQUEST);
    }

    private static KeelsonException translate(Throwable failure) {
        if (failure instanceof OpenCircuitException) {
            return new KeelsonException(ErrorCode.NO_MODEL_AVAILABLE, "the model's circuit breaker is open", failure);
        }
        if (!(failure instanceof PluginException known)) {
            return new KeelsonException(
                    ErrorCode.MODEL_CALL_FAILED, "the model call failed in an unknown way", failure);
        }
        String message = Objects.requireNonNullElse(known.getMessage(), "");
        return switch (known.type()) {
            case UNSUPPORTED -> new KeelsonException(ErrorCode.MODEL_CANNOT_FILL, message, failure);
            case CONTENT_FILTER -> new KeelsonException(ErrorCode.MODEL_REFUSED, message, failure);
            case INVALID_REQUEST,
                    CONFIG,
                    AUTHENTICATION,
                    NOT_FOUND,
                    CONTEXT_LENGTH,
                    QUOTA_EXHAUSTED,
                    RATE_LIMITED,
                    TIMEOUT,
                    UNAVAILABLE,
                    MALFORMED_RESPONSE,
                    BLOCKED,
                    INTERNAL -> new KeelsonException(ErrorCode.MODEL_CALL_FAILED, message, failure);
        };
    }
}
