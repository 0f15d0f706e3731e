package dev.keelson.adminui;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.access.ApiKeyQueries;
import dev.keelson.core.access.Authenticator;
import dev.keelson.core.access.InMemoryApiKeyRepository;
import dev.keelson.core.access.IssueApiKeyUseCase;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.RevokeApiKeyUseCase;
import dev.keelson.core.access.Role;
import dev.keelson.core.access.SecretDigest;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.AgentResolver;
import dev.keelson.core.agent.AgentSettingsReader;
import dev.keelson.core.agent.AliasMoves;
import dev.keelson.core.agent.CreateAgentUseCase;
import dev.keelson.core.agent.DefinitionCompiler;
import dev.keelson.core.agent.EditDraftUseCase;
import dev.keelson.core.agent.InMemoryAgentRepository;
import dev.keelson.core.agent.InMemoryAgentVersionRepository;
import dev.keelson.core.agent.InMemoryAliasRepository;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.agent.PublishVersionUseCase;
import dev.keelson.core.agent.RemapAliasUseCase;
import dev.keelson.core.agent.RollBackAliasUseCase;
import dev.keelson.core.aliaspolicy.AliasPolicyQueries;
import dev.keelson.core.aliaspolicy.EditAliasPolicyUseCase;
import dev.keelson.core.audit.AuditChain;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditQueries;
import dev.keelson.core.audit.ChainedAuditLog;
import dev.keelson.core.audit.InMemoryAuditRepository;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.common.Json;
import dev.keelson.core.evaluation.ScriptedEvaluators;
import dev.keelson.core.execution.CompiledVersions;
import dev.keelson.core.execution.ExecutionPipeline;
import dev.keelson.core.execution.Idempotency;
import dev.keelson.core.execution.InMemoryIdempotencyRepository;
import dev.keelson.core.execution.Models;
import dev.keelson.core.plugin.NoPlugins;
import dev.keelson.core.provider.FixedProviders;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.core.provider.ScriptedModelClient;
import dev.keelson.core.providerconfig.CheckProviderUseCase;
import dev.keelson.core.providerconfig.DeleteProviderUseCase;
import dev.keelson.core.providerconfig.FakeProviderHealth;
import dev.keelson.core.providerconfig.FakeProviderKinds;
import dev.keelson.core.providerconfig.FakeProviders;
import dev.keelson.core.providerconfig.FileProvider;
import dev.keelson.core.providerconfig.FileProviders;
import dev.keelson.core.providerconfig.InMemoryProviderRepository;
import dev.keelson.core.providerconfig.ProviderEgress;
import dev.keelson.core.providerconfig.ProviderQueries;
import dev.keelson.core.providerconfig.ProviderSpend;
import dev.keelson.core.providerconfig.ProviderSync;
import dev.keelson.core.providerconfig.PutProviderUseCase;
import dev.keelson.core.resilience.Failover;
import dev.keelson.core.resilience.ResilienceConfig;
import dev.keelson.core.resilience.TargetHealthBoard;
import dev.keelson.core.routing.FreeOfCharge;
import dev.keelson.core.routing.PolicyOrder;
import dev.keelson.core.schemachange.ApprovalMode;
import dev.keelson.core.schemachange.InMemoryGovernance;
import dev.keelson.core.secret.MasterKey;
import dev.keelson.core.secret.Secret;
import dev.keelson.core.secret.SecretBox;
import dev.keelson.core.spec.MarkdownSpecCompiler;
import dev.keelson.core.suite.EditSuiteUseCase;
import dev.keelson.core.suite.InMemoryTestSuiteRepository;
import dev.keelson.core.suite.SuiteQueries;
import dev.keelson.core.tool.ScriptedTools;
import dev.keelson.core.trace.InMemoryTraceRepository;
import dev.keelson.core.trace.TraceQueries;
import dev.keelson.core.trace.TraceWriter;
import dev.keelson.core.usage.BudgetQueries;
import dev.keelson.core.usage.EditBudgetUseCase;
import dev.keelson.core.usage.EditRateLimitUseCase;
import dev.keelson.core.usage.InMemoryBudgetRepository;
import dev.keelson.core.usage.InMemoryRateLimitRepository;
import dev.keelson.core.usage.InMemoryUsageRepository;
import dev.keelson.core.usage.UsageMeter;
import dev.keelson.core.usage.UsageQueries;
import dev.keelson.core.usage.UsageRules;
import dev.keelson.http.HttpApi;
import dev.keelson.http.HttpConfig;
import dev.keelson.plugin.api.evaluator.EvaluationScore;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.tool.ToolResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** The pages on a free loopback port, with everything behind them but a store on disk and a real model. */
public final class DemoServer implements AutoCloseable {
    private static final Principal TESTER = new Principal("tester", "tester", Role.ADMIN, Set.of());

    /** What the model {@code local/echo} answers. */
    final DemoCompilations compilations = new DemoCompilations();

    public final AtomicReference<Function<ChatRequest, Future<ChatResponse>>> model =
            new AtomicReference<>(ScriptedModelClient.says("{\"team\":\"billing\"}"));

    public final InMemoryTraceRepository traces = new InMemoryTraceRepository();

    /** How far the clock of the sessions is ahead. */
    final AtomicLong aheadNanos = new AtomicLong();

    final InMemoryTestSuiteRepository suites = new InMemoryTestSuiteRepository();
    final InMemoryUsageRepository usage = new InMemoryUsageRepository();

    private final Vertx vertx = Vertx.vertx();
    private final Clock clock = Clock.systemUTC();
    final DemoWebhooks webhooks = new DemoWebhooks();
    final InMemoryAuditRepository auditEntries = new InMemoryAuditRepository();
    private final AuditLog audit =
            new ChainedAuditLog(new AuditChain(vertx, auditEntries, "node-1", new Random()), clock);
    private final InMemoryApiKeyRepository keys = new InMemoryApiKeyRepository();
    private final SecretDigest digest = new SecretDigest(Secret.of("pepper".repeat(6)));
    private final Authenticator authenticator = new Authenticator(keys, digest, null, clock, Ticker.systemTicker());
    private final IssueApiKeyUseCase issue =
            new IssueApiKeyUseCase(new IssueApiKeyUseCase.Parts(keys, digest, new SecureRandom(), clock, audit));
    private final RevokeApiKeyUseCase revoke = new RevokeApiKeyUseCase(keys, authenticator, clock, audit);
    private final ApprovalMode mode;
    private final HttpServer server;

    private DemoServer(ApprovalMode mode) {
        this.mode = mode;
        AdminUi ui = new AdminUi(parts(), () -> System.nanoTime() + aheadNanos.get());
        HttpConfig config = HttpConfig.defaults().withAddress("127.0.0.1", 0);
        server = new HttpApi(config, ui.surface(), List.of(ui))
                .server(vertx)
                .listen()
                .await();
    }

    public static DemoServer start() {
        return start(ApprovalMode.FOUR_EYES);
    }

    static DemoServer start(ApprovalMode mode) {
        return new DemoServer(mode);
    }

    /** {@code http://127.0.0.1:port}. */
    public String address() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** A fresh key of that role. */
    public String key(Role role, String... agents) {
        return issued(role, agents).credential().reveal();
    }

    IssueApiKeyUseCase.Output issued(Role role, String... agents) {
        var wanted = new IssueApiKeyUseCase.Input(
                TESTER, "key of a " + role.id(), role, Set.of(agents), null, Duration.ofDays(1));
        return issue.execute(wanted).await();
    }

    void revoke(String keyId) {
        var unused =
                revoke.execute(new RevokeApiKeyUseCase.Input(TESTER, keyId)).await();
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private AdminUiParts parts() {
        var agents = new InMemoryAgentRepository();
        var versions = new InMemoryAgentVersionRepository();
        var aliases = new InMemoryAliasRepository();
        var plugins = new NoPlugins();
        ModelClient client =
                ScriptedModelClient.of(request -> requireNonNull(model.get()).apply(request));
        var providers = new FixedProviders(Map.of("local", client));
        var tools = new ScriptedTools(call -> Future.succeededFuture(ToolResult.success("{\"plan\":\"gold\"}")));
        var evaluators = new ScriptedEvaluators(sample -> Future.succeededFuture(EvaluationScore.passed(1, "fine")));
        var compiler = new DefinitionCompiler(
                vertx,
                new MarkdownSpecCompiler(),
                providers,
                tools,
                evaluators,
                plugins,
                (definition, violations) -> definition.models());
        var resolver = new AgentResolver(versions, aliases, Ticker.systemTicker());
        var governance = new InMemoryGovernance(
                vertx, new InMemoryGovernance.Shared(versions, aliases, keys, traces), mode, audit);
        var moves = new AliasMoves(aliases, resolver, audit, clock);
        var board = new TargetHealthBoard(
                vertx, new TargetHealthBoard.Parts(ResilienceConfig.DEFAULT, clock, Ticker.systemTicker()));
        var pipeline = new ExecutionPipeline(new ExecutionPipeline.Parts(
                resolver,
                new CompiledVersions(vertx, tools, evaluators, plugins),
                new Models(
                        providers,
                        new PolicyOrder(),
                        new Failover(new Failover.Parts(vertx, board, Ticker.systemTicker(), new Random())),
                        new FreeOfCharge(),
                        UsageMeter.UNLIMITED,
                        definition -> false),
                new Idempotency(new InMemoryIdempotencyRepository(), traces, clock),
                new TraceWriter(vertx, traces),
                IdGenerator.random(clock),
                clock,
                Ticker.systemTicker()));
        var defaults = new ModelPolicy(List.of(new ModelPolicy.Target("local", "echo")), null, null);
        return new AdminUiParts(
                new AdminUiParts.Access(authenticator, issue, revoke, new ApiKeyQueries(keys)),
                new AdminUiParts.Agents(
                        new AgentQueries(agents, versions, aliases),
                        new AgentSettingsReader(defaults),
                        new CreateAgentUseCase(agents, compiler, clock, audit),
                        new EditDraftUseCase(agents, compiler, clock, audit),
                        new PublishVersionUseCase(
                                new PublishVersionUseCase.Parts(agents, versions, compiler, clock, audit))),
                new AdminUiParts.Aliases(
                        new RemapAliasUseCase(versions, aliases, governance.changes.gate(), moves),
                        new RollBackAliasUseCase(aliases, moves),
                        governance.changes,
                        new AliasPolicyQueries(governance.policies, new AgentQueries(agents, versions, aliases)),
                        new EditAliasPolicyUseCase(agents, governance.policies, resolver, audit, clock)),
                new AdminUiParts.Runs(pipeline, new TraceQueries(traces)),
                plugins,
                usageParts(),
                providerParts(),
                webhooks.parts(),
                new AuditQueries(vertx, auditEntries),
                compilations.start(vertx, agents, clock),
                new AdminUiParts.Suites(
                        new SuiteQueries(suites, agents),
                        new EditSuiteUseCase(new EditSuiteUseCase.Parts(
                                vertx, suites, agents, audit, IdGenerator.random(clock), clock))));
    }

    private AdminUiParts.Usage usageParts() {
        var budgets = new InMemoryBudgetRepository();
        var limits = new InMemoryRateLimitRepository();
        var rules = new UsageRules(vertx, budgets, limits);
        return new AdminUiParts.Usage(
                new BudgetQueries(budgets, limits, clock),
                new EditBudgetUseCase(budgets, rules, clock, audit),
                new EditRateLimitUseCase(limits, rules, clock, audit),
                new UsageQueries(usage, clock));
    }

    private AdminUiParts.Providers providerParts() {
        var registry = new FakeProviders();
        var kinds = new FakeProviderKinds();
        var repository = new InMemoryProviderRepository();
        var box = new SecretBox(MasterKey.of(Secret.of("master".repeat(6))), null, new SecureRandom());
        var sync = new ProviderSync(repository, box, registry);
        var files = new FileProviders(List.of(
                new FileProvider("local", "local", Json.object(), Set.of()),
                new FileProvider("gone", "gone", Json.parse("{\"apiKey\":\"file-canary\"}"), Set.of())));
        var health = new FakeProviderHealth();
        return new AdminUiParts.Providers(
                new PutProviderUseCase(new PutProviderUseCase.Parts(
                        repository, kinds, ProviderEgress.OPEN, files, box, sync, health, clock, audit)),
                new DeleteProviderUseCase(repository, files, sync, audit),
                new CheckProviderUseCase(registry, health, Ticker.systemTicker()),
                new ProviderQueries(
                        new ProviderQueries.Parts(registry, kinds, repository, files, health, ProviderSpend.UNKNOWN)));
    }
}
