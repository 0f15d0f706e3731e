package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentResolver;
import dev.keelson.core.agent.InMemoryAgentVersionRepository;
import dev.keelson.core.agent.InMemoryAliasRepository;
import dev.keelson.core.agent.Limits;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.agent.ModelPolicy.PinnedTier;
import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.agent.Objective;
import dev.keelson.core.agent.TierChoice;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.evaluation.ScriptedEvaluators;
import dev.keelson.core.plugin.NoPlugins;
import dev.keelson.core.provider.FixedProviders;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.core.resilience.Failover;
import dev.keelson.core.resilience.ResilienceConfig;
import dev.keelson.core.resilience.TargetHealthBoard;
import dev.keelson.core.routing.CatalogInForce;
import dev.keelson.core.routing.CatalogPricing;
import dev.keelson.core.routing.CatalogTargets;
import dev.keelson.core.routing.PolicyRouter;
import dev.keelson.core.routing.QualityScores;
import dev.keelson.core.routing.RoutingSignals;
import dev.keelson.core.tool.ScriptedTools;
import dev.keelson.core.trace.TraceRepository;
import dev.keelson.core.trace.TraceWriter;
import dev.keelson.core.usage.UsageMeter;
import dev.keelson.plugin.api.evaluator.EvaluationScore;
import dev.keelson.plugin.api.tool.ToolResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * One pipeline over in-memory stores with one agent, either with routing and resilience as in the server or without both,
 * so that a benchmark can tell what they cost.
 */
public final class ComparedPipeline {
    private static final String AGENT = "triage";
    private static final Target FIRST = new Target("openai", "gpt-6-luna");
    private static final Target SECOND = new Target("anthropic", "claude-haiku-5-5");
    private static final Principal CALLER = new Principal("key-1", "caller", Role.CALLER, Set.of());

    private final ExecutionPipeline pipeline;

    private ComparedPipeline(ExecutionPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** How the model's answer is got. */
    public enum Way {
        /** The first target is called directly. */
        BARE,
        /** Router and failover over two targets in the author's order. */
        TARGETS,
        /** Router and failover over two models pinned for a tier, ordered by a balanced objective. */
        TIER
    }

    /** What every pipeline of a comparison shares: the two models answer by the same client. */
    public record Parts(Vertx vertx, ModelClient client, TraceRepository traces) {}

    public static ComparedPipeline of(Way way, Parts parts) {
        Ticker ticker = Ticker.systemTicker();
        Clock clock = Clock.systemUTC();
        Models models = models(parts, clock, ticker);
        var pipelineParts = new ExecutionPipeline.Parts(
                published(way, ticker),
                new CompiledVersions(parts.vertx(), tools(), evaluators(), new NoPlugins()),
                models,
                new Idempotency(new InMemoryIdempotencyRepository(), parts.traces(), clock),
                new TraceWriter(parts.vertx(), parts.traces()),
                IdGenerator.random(clock),
                clock,
                ticker);
        ModelCaller caller = way == Way.BARE ? new BareCaller(models, ticker) : new ModelCaller(models, ticker);
        return new ComparedPipeline(new ExecutionPipeline(pipelineParts, caller));
    }

    /** Runs the agent once; every run has the same input. */
    public Future<JsonNode> run() {
        var input = new ExecuteAgentUseCase.Input(CALLER, AGENT, Fixtures.INPUT, null, null, ExecutionListener.NONE);
        return pipeline.execute(input).map(ExecutionResult::output);
    }

    private static AgentResolver published(Way way, Ticker ticker) {
        var versions = new InMemoryAgentVersionRepository();
        var aliases = new InMemoryAliasRepository();
        versions.insert(Fixtures.version(AGENT, 1, definition(policy(way)))).await();
        aliases.commit(Fixtures.alias(AGENT, "production", 1, 1)).await();
        return new AgentResolver(versions, aliases, ticker);
    }

    private static ModelPolicy policy(Way way) {
        List<Target> targets = List.of(FIRST, SECOND);
        var own = new ModelPolicy(targets, 0.0, 256);
        if (way != Way.TIER) {
            return own;
        }
        return new ModelPolicy(
                List.of(),
                own.temperature(),
                own.maxOutputTokens(),
                null,
                null,
                false,
                false,
                TierChoice.FAST,
                Objective.BALANCED,
                List.of(),
                List.of(new PinnedTier(TierChoice.FAST, targets)));
    }

    private static AgentDefinition definition(ModelPolicy policy) {
        AgentDefinition base = Fixtures.definition();
        return new AgentDefinition(
                base.spec(),
                base.title(),
                base.purpose(),
                base.rules(),
                base.instructions(),
                base.examples(),
                base.contract(),
                policy,
                List.of(),
                List.of(),
                Limits.DEFAULT,
                Map.of());
    }

    private static Models models(Parts parts, Clock clock, Ticker ticker) {
        var providers = new FixedProviders(Map.of(FIRST.provider(), parts.client(), SECOND.provider(), parts.client()));
        var board = new TargetHealthBoard(
                parts.vertx(), new TargetHealthBoard.Parts(ResilienceConfig.DEFAULT, clock, ticker));
        var targets = new CatalogTargets(CatalogInForce.builtIn(), providers, ticker);
        var pricing = new CatalogPricing(targets, clock);
        var signals = new RoutingSignals(pricing, board, QualityScores.NONE);
        return new Models(
                providers,
                new PolicyRouter(targets, signals, clock, ticker),
                new Failover(new Failover.Parts(parts.vertx(), board, ticker, new Random())),
                pricing,
                UsageMeter.UNLIMITED,
                definition -> definition.models().hedge());
    }

    private static ScriptedTools tools() {
        return new ScriptedTools(call -> Future.succeededFuture(ToolResult.success("{}")));
    }

    private static ScriptedEvaluators evaluators() {
        return new ScriptedEvaluators(sample -> Future.succeededFuture(EvaluationScore.passed(1, "fine")));
    }
}
