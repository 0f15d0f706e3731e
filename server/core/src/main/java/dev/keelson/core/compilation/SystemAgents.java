package dev.keelson.core.compilation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.agent.AgentRef;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.execution.ExecuteAgentUseCase;
import dev.keelson.core.execution.ExecutionListener;
import dev.keelson.core.execution.ExecutionResult;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets models write through the system agents. They are published as soon as a configured provider can write, and again
 * when their shipped specs or the providers change. Safe for concurrent use, on several nodes, too.
 */
public final class SystemAgents implements ModelWork {
    /** Who publishes and moves them; what others edited or moved is left as it is. */
    static final Principal KEELSON = new Principal("keelson", "Keelson", Role.ADMIN, Set.of());

    private static final String REMEDY = "Configure a provider that writes text, such as openai, anthropic, google or"
            + " openai-compatible, under /v1/providers or in the configuration file, or write the spec as"
            + " docs/spec-format.md says.";

    private final SystemAgentModels models;
    private final SystemAgentPublisher publisher;
    private final ExecuteAgentUseCase execute;
    /** The providers that could write when the agent was last looked after. */
    private final Map<SystemAgent, List<String>> lookedAfter = new ConcurrentHashMap<>();

    public SystemAgents(SystemAgentModels models, SystemAgentPublisher publisher, ExecuteAgentUseCase execute) {
        this.models = models;
        this.publisher = publisher;
        this.execute = execute;
    }

    /** Publishes all of them; without a provider that writes there is nothing to do. Fails as publishing does. */
    public Future<Void> publishAll() {
        if (models.writers().isEmpty()) {
            return Future.succeededFuture();
        }
        Future<Void> all = Future.succeededFuture();
        for (SystemAgent agent : SystemAgent.values()) {
            all = all.compose(before -> lookAfter(agent));
        }
        return all;
    }

    @Override
    public Optional<String> unavailableBecause() {
        return models.writers().isEmpty()
                ? Optional.of("No configured provider can write text. " + REMEDY)
                : Optional.empty();
    }

    @Override
    public Future<Written> write(Principal by, SystemAgent agent, JsonNode input) {
        Optional<String> lack = unavailableBecause();
        if (lack.isPresent()) {
            return Future.failedFuture(new KeelsonException(ErrorCode.NO_MODEL_AVAILABLE, lack.get()));
        }
        return lookAfter(agent)
                .compose(published -> execute.execute(new ExecuteAgentUseCase.Input(
                        allowed(by, agent), agent.agentName(), input, null, null, ExecutionListener.NONE)))
                .map(result -> written(agent, result));
    }

    private Future<Void> lookAfter(SystemAgent agent) {
        List<String> writers = models.writers();
        if (writers.equals(lookedAfter.get(agent))) {
            return Future.succeededFuture();
        }
        return publisher.publish(agent).map(published -> {
            lookedAfter.put(agent, writers);
            return null;
        });
    }

    /** A key that is limited to some agents may still compile them: only this call may run the system agent. */
    private static Principal allowed(Principal by, SystemAgent agent) {
        if (by.agents().isEmpty()) {
            return by;
        }
        Set<String> agents = new HashSet<>(by.agents());
        agents.add(agent.agentName());
        return new Principal(by.keyId(), by.name(), by.role(), agents, by.owner());
    }

    private static Written written(SystemAgent agent, ExecutionResult result) {
        long cost = Objects.requireNonNullElse(result.costNanoUsd(), 0L);
        String method = "agent " + agent.agentName() + " v" + result.version();
        return new Written(result.output(), method, cost, result.executionId());
    }

    /** The alias that is run. */
    static String alias() {
        return AgentRef.DEFAULT_ALIAS;
    }
}
