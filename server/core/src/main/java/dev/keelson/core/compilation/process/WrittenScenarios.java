package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.spec.Rule;
import dev.keelson.core.suite.ExpectedOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks for test cases as the scenario writer takes it, and keeps of its answer what the contract allows. */
final class WrittenScenarios {
    private static final int WANTED = 12;
    private static final int MAX_TEXT = 70_000;
    private static final int MAX_SCHEMA = 200_000;
    private static final int MAX_CASES = 30;

    private WrittenScenarios() {}

    static JsonNode request(AgentDefinition definition) {
        ObjectNode input =
                Json.object().put("title", definition.title()).put("purpose", cut(definition.purpose(), MAX_TEXT));
        ArrayNode rules = input.putArray("rules");
        definition
                .rules()
                .forEach(rule -> rules.addObject().put("id", rule.id()).put("text", cut(rule.text(), MAX_TEXT)));
        return input.put("input_schema", cut(Json.text(definition.contract().input()), MAX_SCHEMA))
                .put("output_schema", cut(Json.text(definition.contract().output()), MAX_SCHEMA))
                .put("wanted", WANTED);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    static List<ScenarioDraft> read(AgentDefinition definition, JsonNode output) {
        CompiledSchema inputs = CompiledSchema.of(definition.contract().input());
        Set<String> rules = definition.rules().stream().map(Rule::id).collect(Collectors.toSet());
        List<ScenarioDraft> drafts = new ArrayList<>();
        for (JsonNode each : output.path("cases")) {
            Optional<JsonNode> input = parsed(each.path("input_json").asText())
                    .filter(value -> inputs.validate(value).isEmpty());
            if (input.isPresent() && drafts.size() < MAX_CASES) {
                List<String> ids = new ArrayList<>();
                each.path("rule_ids").forEach(id -> ids.add(id.asText()));
                ids.retainAll(rules);
                drafts.add(new ScenarioDraft(
                        each.path("technique").asText("rule"),
                        each.path("name").asText("a case"),
                        input.get(),
                        expected(definition, each.path("expected_json").asText()),
                        ids,
                        each.path("note").asText()));
            }
        }
        return drafts;
    }

    private static @Nullable JsonNode expected(AgentDefinition definition, String text) {
        return parsed(text)
                .filter(value -> value.isObject() && !value.isEmpty())
                .filter(value ->
                        ExpectedOutput.violations(definition.contract(), value).isEmpty())
                .orElse(null);
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(Json.parse(text));
        } catch (KeelsonException malformed) {
            return Optional.empty();
        }
    }
}
