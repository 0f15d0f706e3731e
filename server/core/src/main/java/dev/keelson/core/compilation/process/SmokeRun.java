package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.execution.DraftTrial;
import dev.keelson.core.execution.ExecutionPipeline;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.core.routing.ModelRouter;
import dev.keelson.core.suite.GeneratedSuite;
import dev.keelson.core.suite.TestCase;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs every generated case once against the draft, through the pipeline of all executions. A draft with tools is left
 * alone: made-up inputs must not reach real systems.
 */
final class SmokeRun implements CompilationProcess {
    private final ExecutionPipeline pipeline;
    private final GeneratedSuite suites;
    private final ModelRouter router;
    private final ProviderRegistry providers;

    SmokeRun(ExecutionPipeline pipeline, GeneratedSuite suites, ModelRouter router, ProviderRegistry providers) {
        this.pipeline = pipeline;
        this.suites = suites;
        this.router = router;
        this.providers = providers;
    }

    @Override
    public ProcessName name() {
        return ProcessName.SMOKE_RUN;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Set<ProcessName> needs() {
        return Set.of(ProcessName.DEFINITION, ProcessName.SCENARIOS);
    }

    @Override
    public String surroundings() {
        return RoutePreview.surroundings(providers);
    }

    @Override
    public Future<ProcessResult> run(ProcessInput input) {
        AgentDefinition definition = input.definition();
        if (definition == null) {
            return Future.succeededFuture(ByRules.withoutDefinition());
        }
        Optional<String> obstacle = obstacle(input, definition);
        if (obstacle.isPresent()) {
            return Future.succeededFuture(ProcessResult.skipped(obstacle.get()));
        }
        return cases(input)
                .compose(cases -> pipeline.trial(
                                new DraftTrial.Input(input.by(), input.agent(), input.draftRevision(), definition))
                        .compose(trial -> new SmokeCases(trial, cases).run().onComplete(done -> trial.close())));
    }

    private Optional<String> obstacle(ProcessInput input, AgentDefinition definition) {
        if (!definition.tools().isEmpty()) {
            return Optional.of("The draft binds tools: made-up inputs could reach real systems through them."
                    + " Run the cases of the suite by hand against a test system.");
        }
        boolean any = router.route(RoutePreview.request(input.agent(), definition)).candidates().stream()
                .anyMatch(candidate ->
                        providers.find(candidate.target().provider()).isPresent());
        return any
                ? Optional.empty()
                : Optional.of(
                        "No model of the draft can answer now: configure one of its providers, or choose other models.");
    }

    private Future<List<TestCase>> cases(ProcessInput input) {
        Set<String> wanted = new HashSet<>();
        for (JsonNode id : input.results()
                .getOrDefault(ProcessName.SCENARIOS, NullNode.getInstance())
                .path("cases")) {
            wanted.add(id.asText());
        }
        return suites.find(input.agent())
                .map(found -> found.map(suite -> suite.cases().stream()
                                .filter(each -> wanted.contains(each.id()))
                                .toList())
                        .orElse(List.of()));
    }
}
