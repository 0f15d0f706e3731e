package dev.keelson.core.execution;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.core.resilience.Answer;
import dev.keelson.core.resilience.Attempt;
import dev.keelson.core.resilience.UnwatchedAttempt;
import dev.keelson.core.usage.UsageSubject;
import io.vertx.core.Future;

/**
 * Calls the agent's first target and nothing else: no route, no breaker, no limit, no second try. What the usual caller
 * costs is measured against it.
 */
final class BareCaller extends ModelCaller {
    private final Models models;
    private final ModelCall.Meters meters;

    BareCaller(Models models, Ticker ticker) {
        super(models, ticker);
        this.models = models;
        meters = new ModelCall.Meters(models.pricing(), ticker);
    }

    @Override
    Future<Answer> call(RunningExecution execution, ModelTurns turns) {
        Target target = execution
                .compiled()
                .definition()
                .models()
                .allTargets()
                .findFirst()
                .orElseThrow();
        ModelClient client = models.providers().find(target.provider()).orElseThrow();
        Attempt attempt = UnwatchedAttempt.first(target, execution.deadline().remaining());
        var chat = turns.request(target, attempt.start().limit());
        var call = new ModelCall(execution, attempt, chat, meters);
        return models.usage()
                .reserve(subject(execution), call.estimate())
                .compose(call::reserved, call::refused)
                .compose(go -> call.chat(client))
                .map(response -> new Answer(target, response));
    }

    private static UsageSubject subject(RunningExecution execution) {
        AgentVersion version = execution.resolved().version();
        return new UsageSubject(
                version.agent(),
                version.number(),
                execution.resolved().alias(),
                execution.by().keyId());
    }
}
