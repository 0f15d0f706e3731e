package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.CanIgnoreReturnValue;
import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentResolver;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.agent.CheckBinding;
import dev.keelson.core.agent.InMemoryAgentVersionRepository;
import dev.keelson.core.agent.InMemoryAliasRepository;
import dev.keelson.core.agent.Limits;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.agent.ToolBinding;
import dev.keelson.core.common.CanonicalJson;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.common.Json;
import dev.keelson.core.evaluation.ScriptedEvaluators;
import dev.keelson.core.plugin.NoPlugins;
import dev.keelson.core.provider.FixedProviders;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.core.resilience.Failover;
import dev.keelson.core.resilience.ResilienceConfig;
import dev.keelson.core.resilience.TargetHealthBoard;
import dev.keelson.core.routing.PolicyOrder;
import dev.keelson.core.routing.UnknownPrices;
import dev.keelson.core.spec.Invariant;
import dev.keelson.core.tool.ScriptedTools;
import dev.keelson.core.trace.InMemoryTraceRepository;
import dev.keelson.core.trace.Span;
import dev.keelson.core.trace.Trace;
import dev.keelson.core.trace.TraceWriter;
import dev.keelson.core.usage.UsageMeter;
import dev.keelson.plugin.api.evaluator.EvaluationSample;
import dev.keelson.plugin.api.evaluator.EvaluationScore;
import dev.keelson.plugin.api.tool.ToolResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A whole execution pipeline over in-memory stores, with an agent to publish and run. */
final class ExecutionBench {
    static final String AGENT = "triage";

    private final Vertx vertx = Vertx.vertx();
    private final InMemoryAgentVersionRepository versions = new InMemoryAgentVersionRepository();
    private final InMemoryAliasRepository aliases = new InMemoryAliasRepository();
    private final InMemoryTraceRepository traces = new InMemoryTraceRepository();
    private final InMemoryIdempotencyRepository claims = new InMemoryIdempotencyRepository();
    private final Map<String, ModelClient> providers = new LinkedHashMap<>();

    private ScriptedTools tools = new ScriptedTools(call -> Future.succeededFuture(ToolResult.success("{}")));
    private ScriptedEvaluators evaluators =
            new ScriptedEvaluators(sample -> Future.succeededFuture(EvaluationScore.passed(1, "fine")));
    private UsageMeter usage = UsageMeter.UNLIMITED;
    private Limits limits = new Limits(5_000, 8, 4, 2);
    private List<ToolBinding> boundTools = List.of();
    private List<CheckBinding> checks = List.of();
    private List<Invariant> invariants = List.of();
    private int published;
    private @Nullable ExecutionPipeline pipeline;

    @CanIgnoreReturnValue
    ExecutionBench model(ModelClient client) {
        providers.put("first", client);
        return this;
    }

    ExecutionBench second(ModelClient client) {
        providers.put("second", client);
        return this;
    }

    void tools(ScriptedTools scripted) {
        tools = scripted;
    }

    void evaluators(Function<EvaluationSample, Future<EvaluationScore>> judge) {
        evaluators = new ScriptedEvaluators(judge);
    }

    ExecutionBench usage(UsageMeter meter) {
        usage = meter;
        return this;
    }

    ExecutionBench limits(Limits value) {
        limits = value;
        return this;
    }

    ExecutionBench invariants(List<Invariant> value) {
        invariants = value;
        return this;
    }

    ExecutionBench withTool() {
        boundTools =
                List.of(new ToolBinding("lookup", "lookup", Json.object(), CanonicalJson.digest(ScriptedTools.SCHEMA)));
        return this;
    }

    ExecutionBench withCheck(CheckBinding.OnFailure onFailure) {
        checks = List.of(new CheckBinding("team", "any", Json.object(), onFailure));
        return this;
    }

    /** Publishes the agent as it is described now and points {@code production} at it. */
    void publish() {
        published++;
        versions.insert(Fixtures.version(AGENT, published, definition())).await();
        aliases.commit(new Alias(
                        AGENT,
                        "production",
                        List.of(new AliasTarget(published, 1)),
                        published,
                        published == 1 ? Alias.Action.CREATE : Alias.Action.REMAP,
                        null,
                        Fixtures.NOW,
                        "key",
                        "test"))
                .await();
        pipeline = newPipeline();
    }

    Future<ExecutionResult> run(JsonNode input) {
        return run(input, null, ExecutionListener.NONE);
    }

    Future<ExecutionResult> run(JsonNode input, @Nullable String idempotencyKey, ExecutionListener listener) {
        var caller = new Principal("key-1", "caller", Role.CALLER, Set.of());
        return Objects.requireNonNull(pipeline, "publish first")
                .execute(new ExecuteAgentUseCase.Input(caller, AGENT, input, null, idempotencyKey, listener));
    }

    Future<ExecutionResult> run(CallerNeeds needs, @Nullable String idempotencyKey) {
        var caller = new Principal("key-1", "caller", Role.CALLER, Set.of());
        return Objects.requireNonNull(pipeline, "publish first")
                .execute(new ExecuteAgentUseCase.Input(
                        caller, AGENT, Fixtures.INPUT, null, idempotencyKey, ExecutionListener.NONE, needs));
    }

    ProviderRegistry registry() {
        return new FixedProviders(providers);
    }

    ExecutionPipeline unpublished() {
        return newPipeline();
    }

    /** The agent as it is described now, unpublished. */
    DraftTrial trial(long revision) {
        var caller = new Principal("key-1", "caller", Role.CALLER, Set.of());
        return newPipeline()
                .trial(new DraftTrial.Input(caller, AGENT, revision, definition()))
                .await();
    }

    Trace trace(String id) {
        return traces.find(id).await().orElseThrow();
    }

    Span span(String executionId, String name) {
        return trace(executionId).spans().stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void close() {
        vertx.close().await();
    }

    AgentDefinition definition() {
        AgentDefinition base = Fixtures.definition();
        List<Target> targets = providers.size() > 1
                ? List.of(new Target("first", "m1"), new Target("second", "m2"))
                : List.of(new Target("first", "m1"));
        return new AgentDefinition(
                base.spec(),
                base.title(),
                base.purpose(),
                base.rules(),
                base.instructions(),
                base.examples(),
                base.contract(),
                new ModelPolicy(targets, 0.0, null),
                boundTools,
                checks,
                limits,
                Map.of(),
                invariants,
                null);
    }

    private ExecutionPipeline newPipeline() {
        return new ExecutionPipeline(new ExecutionPipeline.Parts(
                new AgentResolver(versions, aliases, Ticker.systemTicker()),
                new CompiledVersions(vertx, tools, evaluators, new NoPlugins()),
                new Models(
                        new FixedProviders(providers),
                        new PolicyOrder(),
                        new Failover(new Failover.Parts(
                                vertx,
                                new TargetHealthBoard(
                                        vertx,
                                        new TargetHealthBoard.Parts(
                                                ResilienceConfig.DEFAULT, Clock.systemUTC(), Ticker.systemTicker())),
                                Ticker.systemTicker(),
                                new Random())),
                        new UnknownPrices(),
                        usage,
                        definition -> false),
                new Idempotency(claims, traces, Clock.systemUTC()),
                new TraceWriter(vertx, traces),
                IdGenerator.random(Clock.systemUTC()),
                Clock.systemUTC(),
                Ticker.systemTicker()));
    }
}
