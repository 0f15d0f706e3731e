package dev.keelson.core.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.Fixtures;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentSettingsReader;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.agent.ToolBinding;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.Contract;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Agents that differ in what routing looks at. */
final class RoutedAgents {
    private static final AgentSettingsReader SETTINGS =
            new AgentSettingsReader(new ModelPolicy(List.of(new Target("local", "m")), null, null));

    private RoutedAgents() {}

    /** {@code models}: as in an agent's settings. */
    static AgentDefinition withModels(String models) {
        return with(models, 0, Fixtures.contract().output());
    }

    static AgentDefinition with(String models, int tools, JsonNode output) {
        JsonNode settings = Json.object().set("models", Json.parse(models));
        return withPolicy(SETTINGS.read(settings).models(), tools, output);
    }

    static AgentDefinition withPolicy(ModelPolicy policy, int tools, JsonNode output) {
        AgentDefinition definition = Fixtures.definition();
        return new AgentDefinition(
                definition.spec(),
                definition.title(),
                definition.purpose(),
                definition.rules(),
                definition.instructions(),
                definition.examples(),
                new Contract(definition.contract().input(), output),
                policy,
                IntStream.range(0, tools)
                        .mapToObj(i -> new ToolBinding("tool-" + i, "http-request", Json.object(), null))
                        .toList(),
                definition.checks(),
                definition.limits(),
                Map.of());
    }

    /** An output of so many properties, or nested so deep. */
    static JsonNode output(int properties, int depth) {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode own = schema.putObject("properties");
        for (int i = 0; i < properties; i++) {
            own.putObject("field" + i).put("type", "string");
        }
        if (depth > 1) {
            own.set("inner", output(1, depth - 1));
        }
        return schema;
    }
}
