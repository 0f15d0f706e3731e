package dev.keelson.core.compilation.prose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ModelWork;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.compilation.SystemAgent;
import dev.keelson.core.spec.ContractField;
import dev.keelson.core.spec.Rule;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes what a judge looks at: by a model where one can write, and one criterion for each rule that it passed over. */
final class RubricProcess implements CompilationProcess {
    private static final int RULE_WEIGHT = 3;
    private static final int FIELD_WEIGHT = 1;
    private static final int MAX_FIELDS = 200;

    private final ModelWork models;

    RubricProcess(ModelWork models) {
        this.models = models;
    }

    @Override
    public ProcessName name() {
        return ProcessName.RUBRIC;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Set<ProcessName> needs() {
        return Set.of(ProcessName.DEFINITION);
    }

    @Override
    public String surroundings() {
        return models.unavailableBecause().orElse("");
    }

    @Override
    public Future<ProcessResult> run(ProcessInput input) {
        AgentDefinition definition = Results.current(input);
        if (definition == null) {
            return Future.succeededFuture(ProcessResult.skipped(Results.NO_DEFINITION));
        }
        if (models.unavailableBecause().isPresent()) {
            return Future.succeededFuture(byRules(definition));
        }
        return models.write(input.by(), SystemAgent.RUBRIC_WRITER, request(definition))
                .map(written -> byModel(definition, written));
    }

    private static ObjectNode request(AgentDefinition definition) {
        ObjectNode request = Json.object().put("title", definition.title()).put("purpose", definition.purpose());
        ArrayNode rules = request.putArray("rules");
        definition
                .rules()
                .forEach(rule -> rules.addObject().put("id", rule.id()).put("text", rule.text()));
        ArrayNode fields = request.putArray("output_fields");
        ContractField.of(definition.contract().output(), "").stream()
                .limit(MAX_FIELDS)
                .forEach(field -> fields.addObject()
                        .put("path", field.pointer().substring(1))
                        .put("description", field.description()));
        return request;
    }

    private static ProcessResult byRules(AgentDefinition definition) {
        ArrayNode criteria = Json.mapper().createArrayNode();
        definition.rules().forEach(rule -> criteria.add(ofRule(rule)));
        for (ContractField field : ContractField.of(definition.contract().output(), ContractField.OUTPUT)) {
            criteria.add(criterion(
                    field.name(),
                    "Is " + field.pointer() + " what its description says, judged by the input: "
                            + VagueWords.cut(field.description()),
                    List.of(),
                    FIELD_WEIGHT));
        }
        return ProcessResult.byRules(
                Results.counted(criteria.size(), "criterion").replace("criterions", "criteria")
                        + ", one for each rule and each output field.",
                Json.object().set("criteria", criteria));
    }

    private static ProcessResult byModel(AgentDefinition definition, ModelWork.Written written) {
        Set<String> open = definition.rules().stream().map(Rule::id).collect(Collectors.toCollection(HashSet::new));
        Set<String> known = Set.copyOf(open);
        ArrayNode criteria = Json.mapper().createArrayNode();
        for (JsonNode json : written.output().path("criteria")) {
            List<String> rules = rules(json, known);
            open.removeAll(rules);
            criteria.add(criterion(
                    json.path("name").asText(),
                    json.path("question").asText(),
                    rules,
                    json.path("weight").asInt(1)));
        }
        definition.rules().stream()
                .filter(rule -> open.contains(rule.id()))
                .forEach(rule -> criteria.add(ofRule(rule)));
        return new ProcessResult(
                ProcessResult.Status.DONE,
                criteria.size() + " criteria; " + open.size() + " of them for rules that the model passed over.",
                written.method(),
                Json.object().set("criteria", criteria),
                written.costNanoUsd(),
                List.of(written.executionId()));
    }

    private static List<String> rules(JsonNode criterion, Set<String> known) {
        Set<String> ids = new HashSet<>();
        criterion.path("rule_ids").forEach(id -> ids.add(id.asText()));
        return ids.stream().filter(known::contains).sorted().toList();
    }

    private static ObjectNode ofRule(Rule rule) {
        return criterion(
                "Rule " + rule.id(),
                "Does the output follow the rule, wherever it applies: " + rule.text(),
                List.of(rule.id()),
                RULE_WEIGHT);
    }

    private static ObjectNode criterion(String name, String question, List<String> rules, int weight) {
        ObjectNode json = Json.object().put("name", name).put("question", question);
        ArrayNode ids = json.putArray("ruleIds");
        rules.forEach(ids::add);
        return json.put("weight", weight);
    }
}
