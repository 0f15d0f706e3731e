package dev.keelson.core.compilation.prose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.CanIgnoreReturnValue;
import dev.keelson.core.access.Principal;
import dev.keelson.core.compilation.ModelWork;
import dev.keelson.core.compilation.SystemAgent;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** System agents that say what a test told them to; without a script no model can write. */
final class ScriptedModelWork implements ModelWork {
    private final Map<SystemAgent, JsonNode> answers = new EnumMap<>(SystemAgent.class);
    private final List<JsonNode> inputs = new ArrayList<>();

    @CanIgnoreReturnValue
    ScriptedModelWork says(SystemAgent agent, JsonNode output) {
        answers.put(agent, output);
        return this;
    }

    List<JsonNode> inputs() {
        return inputs;
    }

    @Override
    public Optional<String> unavailableBecause() {
        return answers.isEmpty() ? Optional.of("No configured provider can write text.") : Optional.empty();
    }

    @Override
    public Future<Written> write(Principal by, SystemAgent agent, JsonNode input) {
        inputs.add(input);
        JsonNode answer = Objects.requireNonNull(answers.get(agent), agent.agentName());
        return Future.succeededFuture(new Written(answer, "agent " + agent.agentName() + " v1", 5, "execution-1"));
    }
}
