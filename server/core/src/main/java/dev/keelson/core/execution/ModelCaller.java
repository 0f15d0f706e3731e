package dev.keelson.core.execution;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.core.resilience.Answer;
import dev.keelson.core.resilience.Attempt;
import dev.keelson.core.resilience.Deadline;
import dev.keelson.core.resilience.ModelStep;
import dev.keelson.core.routing.Candidate;
import dev.keelson.core.routing.RouteDecision;
import dev.keelson.core.routing.Tier;
import dev.keelson.core.trace.Span;
import dev.keelson.core.usage.UsageSubject;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ChatResponse;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gets a model's answer: asks the router who may give it, lets failover get it, and writes all of it into the trace. */
class ModelCaller {
    private static final int PATIENCE_WITH_THINKERS = 6;

    private final Models models;
    private final Ticker ticker;

    ModelCaller(Models models, Ticker ticker) {
        this.models = models;
        this.ticker = ticker;
    }

    /** Fails with {@link KeelsonException} only. */
    Future<Answer> call(RunningExecution execution, ModelTurns turns) {
        RouteDecision decision = models.router().route(turns.routeRequest());
        var route = new RouteSpan(execution.startSpan("route", Span.Kind.INTERNAL), decision);
        return models.failover()
                .call(new Step(execution, turns, decision, route))
                .onSuccess(answer -> route.answered(answer.target()))
                .onFailure(route::failed);
    }

    /** One answer that an execution needs. */
    private final class Step implements ModelStep {
        private final RunningExecution execution;
        private final ModelTurns turns;
        private final List<Target> candidates;
        private final RouteSpan route;
        private final @Nullable Tier tier;
        private final boolean isObserved;
        private @Nullable Target asked;
        private @Nullable ModelClient client;

        Step(RunningExecution execution, ModelTurns turns, RouteDecision decision, RouteSpan route) {
            this.execution = execution;
            this.turns = turns;
            this.route = route;
            candidates = decision.candidates().stream().map(Candidate::target).toList();
            tier = decision.tier();
            isObserved = execution.listener() != ExecutionListener.NONE;
        }

        @Override
        public List<Target> candidates() {
            return candidates;
        }

        @Override
        public Deadline deadline() {
            return execution.deadline();
        }

        @Override
        public KeelsonException deadlineExceeded() {
            return execution.deadlineExceeded();
        }

        @Override
        public boolean mayHedge() {
            return models.mayHedge().test(execution.compiled().definition());
        }

        @Override
        public @Nullable String obstacle(Target target) {
            return client(target) == null ? "provider not configured, or its plugin is not loaded" : null;
        }

        @Override
        public boolean isStreamed(Target target) {
            // Without anybody to turn to, a plain call is cheaper and nothing is lost.
            ModelClient found = isObserved || candidates.size() > 1 ? client(target) : null;
            return found != null && found.capabilities().contains(Capability.STREAMING);
        }

        /** Models that reason or search are silent for long. */
        @Override
        public int patience() {
            return tier == Tier.REASONING || tier == Tier.SEARCH ? PATIENCE_WITH_THINKERS : 1;
        }

        @Override
        public Future<ChatResponse> call(Attempt attempt) {
            Target target = attempt.target();
            var chat = turns.request(target, attempt.start().limit());
            var call = new ModelCall(execution, attempt, chat, new ModelCall.Meters(models.pricing(), ticker));
            ModelClient found = client(target);
            if (found == null) {
                return call.unreachable();
            }
            return models.usage()
                    .reserve(subject(), call.estimate())
                    .compose(call::reserved, call::refused)
                    .compose(go -> isStreamed(target) ? call.stream(found) : call.chat(found));
        }

        @Override
        public void leftOut(Target target, String reason) {
            route.rejected(target, reason);
        }

        @Override
        public void failed(Attempt attempt, Throwable failure) {
            route.failed(attempt.target(), failure);
        }

        private UsageSubject subject() {
            AgentVersion version = execution.resolved().version();
            return new UsageSubject(
                    version.agent(),
                    version.number(),
                    execution.resolved().alias(),
                    execution.by().keyId());
        }

        /** The same target is asked about several times in a row. */
        private @Nullable ModelClient client(Target target) {
            if (!target.equals(asked)) {
                asked = target;
                client = models.providers().find(target.provider()).orElse(null);
            }
            return client;
        }
    }
}
