package dev.keelson.core.compilation.process;

import dev.keelson.core.agent.AgentVersionRepository;
import dev.keelson.core.compatibility.ContractComparison;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ModelWork;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.execution.ExecutionPipeline;
import dev.keelson.core.plugin.PluginCatalog;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.core.routing.ModelRouter;
import dev.keelson.core.routing.Pricing;
import dev.keelson.core.suite.GeneratedSuite;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The processes that work by rules, ready to be run. */
public final class RuleProcesses {
    private static final String TOOL = "tool/";

    private RuleProcesses() {}

    /**
     * What the processes work with.
     *
     * @param comparing compares an old contract with a new one
     * @param modelWork for more test cases than rules can write
     */
    public record Needs(
            Vertx vertx,
            AgentVersionRepository versions,
            BiFunction<Contract, Contract, Future<ContractComparison>> comparing,
            PluginCatalog plugins,
            ProviderRegistry providers,
            ModelRouter router,
            Pricing pricing,
            GeneratedSuite suites,
            ModelWork modelWork,
            ExecutionPipeline pipeline) {}

    public static List<CompilationProcess> processes(Needs needs) {
        Vertx vertx = needs.vertx();
        return List.of(
                ByRules.ofSpec(vertx, ProcessName.LANGUAGE, LanguageScan::run),
                ByRules.ofSpec(vertx, ProcessName.PERSONAL_DATA, PersonalDataScan::run),
                ByRules.ofDefinition(vertx, ProcessName.GLOSSARY, Glossary::run),
                ByRules.ofDefinition(vertx, ProcessName.SCHEMA_LINT, SchemaLint::run),
                new ContractChangeCheck(needs.versions(), needs.comparing()),
                ByRules.ofDefinition(vertx, ProcessName.TASK_CLASS, SettingSuggestions::taskClass),
                ByRules.ofDefinition(vertx, ProcessName.HARDENING, Hardening::run),
                ByRules.ofDefinition(vertx, ProcessName.INVARIANTS, Checks::run),
                ByRules.ofDefinition(
                        vertx,
                        ProcessName.TOOLS,
                        (input, definition) -> ToolSuggestions.run(tools(needs.plugins()), input, definition)),
                ByRules.ofDefinition(vertx, ProcessName.LIMITS, SettingSuggestions::limits),
                ByRules.after(vertx, ProcessName.MODEL_POLICY, ProcessName.TASK_CLASS, SettingSuggestions::modelPolicy),
                new RoutePreview(needs.router(), needs.providers()),
                new Scenarios(vertx, needs.suites(), needs.modelWork()),
                new CostEstimate(needs.router(), needs.pricing(), needs.providers()),
                new SmokeRun(needs.pipeline(), needs.suites(), needs.router(), needs.providers()),
                ByRules.ofDefinition(vertx, ProcessName.DOCUMENTATION, CallerPage::run));
    }

    private static Set<String> tools(PluginCatalog plugins) {
        return plugins.pins().keySet().stream()
                .filter(name -> name.startsWith(TOOL))
                .map(name -> name.substring(TOOL.length()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
