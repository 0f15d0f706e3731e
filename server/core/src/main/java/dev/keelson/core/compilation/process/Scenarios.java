package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ModelWork;
import dev.keelson.core.compilation.ModelWork.Written;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.compilation.SystemAgent;
import dev.keelson.core.suite.GeneratedSuite;
import dev.keelson.core.suite.TestCase;
import dev.keelson.core.suite.TestSuite;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes test cases into the suite {@code generated}: by rules always, and more of them where a model can write. */
final class Scenarios implements CompilationProcess {
    private static final int ENOUGH = 10;

    private final Vertx vertx;
    private final GeneratedSuite suites;
    private final ModelWork models;

    Scenarios(Vertx vertx, GeneratedSuite suites, ModelWork models) {
        this.vertx = vertx;
        this.suites = suites;
        this.models = models;
    }

    @Override
    public ProcessName name() {
        return ProcessName.SCENARIOS;
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
        return models.unavailableBecause().isEmpty() ? "with a model" : "without a model";
    }

    @Override
    public Future<ProcessResult> run(ProcessInput input) {
        AgentDefinition definition = input.definition();
        if (definition == null) {
            return Future.succeededFuture(ByRules.withoutDefinition());
        }
        return vertx.executeBlocking(() -> new ScenarioMaker(definition).make(), false)
                .compose(made -> written(input, definition).compose(more -> store(input, new Made(made, more))));
    }

    /** What came of asking a model; cases by rules must not be lost because a model fails. */
    private Future<Asked> written(ProcessInput input, AgentDefinition definition) {
        Optional<String> reason = models.unavailableBecause();
        if (reason.isPresent()) {
            return Future.succeededFuture(new Asked(List.of(), null, reason.get()));
        }
        return models.write(input.by(), SystemAgent.SCENARIO_WRITER, WrittenScenarios.request(definition))
                .compose(written -> vertx.executeBlocking(
                        () -> new Asked(WrittenScenarios.read(definition, written.output()), written, ""), false))
                .recover(failure -> Future.succeededFuture(
                        new Asked(List.of(), null, "asking a model failed: " + failure.getMessage())));
    }

    private record Asked(
            List<ScenarioDraft> drafts, @Nullable Written written, String problem) {}

    private record Made(List<ScenarioDraft> byRules, Asked asked) {

        List<TestCase> cases() {
            Map<String, TestCase> cases = new java.util.LinkedHashMap<>();
            byRules.forEach(draft -> put(cases, draft));
            asked.drafts().forEach(draft -> put(cases, draft));
            return List.copyOf(cases.values());
        }

        private static void put(Map<String, TestCase> cases, ScenarioDraft draft) {
            TestCase made = draft.toCase();
            cases.putIfAbsent(made.id(), made);
        }
    }

    private Future<ProcessResult> store(ProcessInput input, Made made) {
        return suites.replace(input.agent(), made.cases(), input.by().keyId()).map(suite -> result(made, suite));
    }

    private static ProcessResult result(Made made, TestSuite suite) {
        ObjectNode result = Json.object().put("suite", suite.name()).put("suiteRevision", suite.revision());
        List<TestCase> cases = made.cases();
        Map<String, Integer> techniques = new TreeMap<>();
        ArrayNode ids = result.putArray("cases");
        for (TestCase each : cases) {
            techniques.merge(String.valueOf(each.technique()), 1, Integer::sum);
            ids.add(each.id());
        }
        result.set("techniques", Json.mapper().valueToTree(techniques));
        long expecting = cases.stream().filter(each -> each.expected() != null).count();
        result.put("expecting", expecting).put("inSuite", suite.cases().size());
        JsonNode problem = Json.mapper().getNodeFactory().textNode(made.asked().problem());
        result.set("withoutModelBecause", problem);
        return ended(made.asked().written(), summary(cases.size(), expecting, made), result);
    }

    private static String summary(int cases, long expecting, Made made) {
        String text = "Wrote " + Counted.of(cases, "case") + ", " + expecting
                + " of them with an expected output, into the suite generated.";
        if (cases < ENOUGH) {
            text += " The contract leaves no room for more.";
        }
        return made.asked().problem().isEmpty()
                ? text
                : text + " By rules alone: " + made.asked().problem();
    }

    private static ProcessResult ended(@Nullable Written written, String summary, JsonNode result) {
        if (written == null) {
            return ProcessResult.byRules(summary, result);
        }
        return new ProcessResult(
                ProcessResult.Status.DONE,
                summary,
                "rules, " + written.method(),
                result,
                written.costNanoUsd(),
                List.of(written.executionId()));
    }
}
