package dev.keelson.http.api;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.access.ApiKeyQueries;
import dev.keelson.core.access.ApiKeyRepository;
import dev.keelson.core.access.Authenticator;
import dev.keelson.core.access.InMemoryApiKeyRepository;
import dev.keelson.core.access.IssueApiKeyUseCase;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.RevokeApiKeyUseCase;
import dev.keelson.core.access.Role;
import dev.keelson.core.access.SecretDigest;
import dev.keelson.core.agent.AcceptAssumptionsUseCase;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.AgentRepository;
import dev.keelson.core.agent.AgentResolver;
import dev.keelson.core.agent.AgentSettingsReader;
import dev.keelson.core.agent.AgentVersionRepository;
import dev.keelson.core.agent.AliasMoves;
import dev.keelson.core.agent.AliasRepository;
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
import dev.keelson.core.agentapi.AgentApiQueries;
import dev.keelson.core.aliaspolicy.AliasPolicyQueries;
import dev.keelson.core.aliaspolicy.EditAliasPolicyUseCase;
import dev.keelson.core.audit.AuditChain;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditQueries;
import dev.keelson.core.audit.ChainedAuditLog;
import dev.keelson.core.audit.InMemoryAuditRepository;
import dev.keelson.core.audit.RecordingAuditLog;
import dev.keelson.core.bundle.ExportAgentUseCase;
import dev.keelson.core.bundle.ImportAgentUseCase;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.common.Json;
import dev.keelson.core.compatibility.ContractComparator;
import dev.keelson.core.compilation.question.AnswerQuestionUseCase;
import dev.keelson.core.compilation.question.AnswerTests;
import dev.keelson.core.compilation.question.DismissQuestionUseCase;
import dev.keelson.core.compilation.question.InMemoryQuestionDecisionRepository;
import dev.keelson.core.compilation.question.NewestCompilation;
import dev.keelson.core.compilation.question.QuestionQueries;
import dev.keelson.core.consumer.ConsumerQueries;
import dev.keelson.core.consumer.DeclareConsumerUseCase;
import dev.keelson.core.consumer.InMemoryConsumerRepository;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.plugin.ChangePluginsUseCase;
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
import dev.keelson.core.routing.CatalogInForce;
import dev.keelson.core.routing.CatalogUpdates;
import dev.keelson.core.routing.InMemoryModelCatalogRepository;
import dev.keelson.core.routing.ModelCatalogQueries;
import dev.keelson.core.routing.ReplaceModelCatalogUseCase;
import dev.keelson.core.schemachange.ApprovalMode;
import dev.keelson.core.schemachange.InMemoryGovernance;
import dev.keelson.core.secret.MasterKey;
import dev.keelson.core.secret.Secret;
import dev.keelson.core.secret.SecretBox;
import dev.keelson.core.spec.MarkdownSpecCompiler;
import dev.keelson.core.suite.EditSuiteUseCase;
import dev.keelson.core.suite.InMemoryTestSuiteRepository;
import dev.keelson.core.suite.SuiteQueries;
import dev.keelson.core.trace.InMemoryTraceRepository;
import dev.keelson.core.trace.TraceQueries;
import dev.keelson.core.trace.TraceRepository;
import dev.keelson.core.usage.BudgetQueries;
import dev.keelson.core.usage.EditBudgetUseCase;
import dev.keelson.core.usage.EditRateLimitUseCase;
import dev.keelson.core.usage.InMemoryBudgetRepository;
import dev.keelson.core.usage.InMemoryRateLimitRepository;
import dev.keelson.core.usage.InMemoryUsageRepository;
import dev.keelson.core.usage.UsageQueries;
import dev.keelson.core.usage.UsageRules;
import dev.keelson.http.HttpApi;
import dev.keelson.http.HttpConfig;
import dev.keelson.http.ReadinessCheck;
import dev.keelson.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The whole API on a free loopback port, over stores in memory. */
public final class TestServer implements AutoCloseable {
    private static final Principal TESTER = new Principal("tester", "tester", Role.ADMIN, Set.of());

    public final ScriptedExecution execution = new ScriptedExecution();
    public final InMemoryTraceRepository traces = new InMemoryTraceRepository();
    public final InMemoryConsumerRepository consumers = new InMemoryConsumerRepository();
    public final InMemoryUsageRepository usage = new InMemoryUsageRepository();
    public final AtomicBoolean storeReady = new AtomicBoolean(true);
    public final FakeProviderHealth health = new FakeProviderHealth();
    public final InMemoryProviderRepository storedProviders = new InMemoryProviderRepository();
    public final TestWebhooks webhooks = new TestWebhooks();
    public final HttpApi api;
    public final Vertx vertx;

    public final InMemoryAuditRepository auditEntries = new InMemoryAuditRepository();

    private final AuditLog audit;
    private final AgentSettingsReader settings =
            new AgentSettingsReader(new ModelPolicy(List.of(new ModelPolicy.Target("local", "minilm")), null, null));
    private final InMemoryTestSuiteRepository suites = new InMemoryTestSuiteRepository();
    private final AgentRepository agents = new InMemoryAgentRepository();
    private final TestCompilations compilations;

    private final IssueApiKeyUseCase issue;
    private final HttpServer server;

    private TestServer(HttpConfig config, List<Routes> more) {
        vertx = Vertx.vertx();
        audit = new ChainedAuditLog(new AuditChain(vertx, auditEntries, "node-1", new Random()), Clock.systemUTC());
        compilations = TestCompilations.start(vertx, agents);
        var keys = new InMemoryApiKeyRepository();
        var digest = new SecretDigest(Secret.of("pepper".repeat(6)));
        var authenticator = new Authenticator(keys, digest, null, Clock.systemUTC(), Ticker.systemTicker());
        issue = new IssueApiKeyUseCase(
                new IssueApiKeyUseCase.Parts(keys, digest, new SecureRandom(), Clock.systemUTC(), audit));
        List<Routes> routes = new ArrayList<>(routes(config, authenticator, keys));
        routes.addAll(more);
        api = new HttpApi(config, new ApiSurface(authenticator), routes);
        server = api.server(vertx).listen().await();
    }

    public TestCompilations compilations() {
        return compilations;
    }

    public static TestServer start() {
        return start(HttpConfig.defaults());
    }

    public static TestServer start(HttpConfig config, Routes... more) {
        return new TestServer(config.withAddress("127.0.0.1", 0), List.of(more));
    }

    public int port() {
        return server.actualPort();
    }

    /** A caller with a fresh key of that role. */
    public TestCaller as(Role role, String... agents) {
        return new TestCaller(port(), key(role, agents));
    }

    public TestCaller anonymous() {
        return new TestCaller(port(), null);
    }

    public String key(Role role, String... agents) {
        var wanted = new IssueApiKeyUseCase.Input(
                TESTER, "key of a test", role, Set.of(agents), role.id() + " of a test", Duration.ofDays(1));
        return issue.execute(wanted).await().credential().reveal();
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private List<Routes> routes(HttpConfig config, Authenticator authenticator, ApiKeyRepository keys) {
        AgentVersionRepository versions = new InMemoryAgentVersionRepository();
        AliasRepository aliases = new InMemoryAliasRepository();
        TraceRepository stored = traces;
        Clock clock = Clock.systemUTC();
        var plugins = new FakePlugins();
        var providers = new FakeProviders();
        var compiler = new DefinitionCompiler(
                vertx,
                new MarkdownSpecCompiler(),
                providers,
                (name, kind, settings) -> {
                    throw notInstalled("tool", kind);
                },
                (kind, settings) -> {
                    throw notInstalled("evaluator", kind);
                },
                plugins,
                (definition, violations) -> definition.models());
        var resolver = new AgentResolver(versions, aliases, Ticker.systemTicker());
        var queries = new AgentQueries(agents, versions, aliases);
        var governance = new InMemoryGovernance(
                vertx, new InMemoryGovernance.Shared(versions, aliases, keys, stored), ApprovalMode.FOUR_EYES, audit);
        var moves = new AliasMoves(aliases, resolver, audit, clock);
        var storedCatalog = new InMemoryModelCatalogRepository();
        var catalog = new CatalogUpdates(CatalogInForce.builtIn(), storedCatalog);
        var budgets = new InMemoryBudgetRepository();
        var limits = new InMemoryRateLimitRepository();
        var rules = new UsageRules(vertx, budgets, limits);
        var budgetQueries = new BudgetQueries(budgets, limits, clock);
        return List.of(
                new BudgetRoutes(budgetQueries, new EditBudgetUseCase(budgets, rules, clock, audit), config),
                new RateLimitRoutes(budgetQueries, new EditRateLimitUseCase(limits, rules, clock, audit), config),
                new UsageRoutes(new UsageQueries(usage, clock)),
                new ContractRoutes(new ContractComparator(), config),
                new RunRoutes(execution, config),
                new AgentRoutes(
                        new AgentRoutes.UseCases(
                                new CreateAgentUseCase(agents, compiler, clock, audit),
                                new EditDraftUseCase(agents, compiler, clock, audit),
                                queries,
                                compilations.useCases().start()),
                        settings,
                        config),
                new VersionRoutes(
                        new PublishVersionUseCase(
                                new PublishVersionUseCase.Parts(agents, versions, compiler, clock, audit)),
                        queries,
                        config),
                new AliasRoutes(
                        new AliasRoutes.UseCases(
                                new RemapAliasUseCase(versions, aliases, governance.changes.gate(), moves),
                                new RollBackAliasUseCase(aliases, moves),
                                queries),
                        config),
                new CompilationRoutes(compilations.useCases(), config),
                new ConsumerRoutes(
                        new ConsumerQueries(consumers),
                        new DeclareConsumerUseCase(
                                new DeclareConsumerUseCase.Stores(consumers, agents, keys),
                                new RecordingAuditLog(),
                                clock),
                        config),
                new AgentApiRoutes(new AgentApiQueries(vertx, resolver)),
                new SchemaChangeRoutes(governance.changes, config),
                new AliasPolicyRoutes(
                        new AliasPolicyQueries(governance.policies, queries),
                        new EditAliasPolicyUseCase(agents, governance.policies, resolver, audit, clock),
                        config),
                new TraceRoutes(new TraceQueries(stored)),
                new AccessRoutes(
                        new AccessRoutes.UseCases(
                                issue,
                                new RevokeApiKeyUseCase(keys, authenticator, clock, audit),
                                new ApiKeyQueries(keys)),
                        config),
                new ModelCatalogRoutes(
                        new ModelCatalogQueries(catalog),
                        new ReplaceModelCatalogUseCase(storedCatalog, catalog, clock, audit),
                        config),
                new PluginRoutes(plugins, new ChangePluginsUseCase(plugins, audit), config),
                new AuditRoutes(new AuditQueries(vertx, auditEntries)),
                new ProviderRoutes(providers(providers, clock), config),
                suites(config),
                questions(queries, new EditDraftUseCase(agents, compiler, clock, audit), clock, config),
                bundles(
                        new ExportAgentUseCase.Stores(agents, versions, aliases, suites),
                        compiler,
                        new RemapAliasUseCase(versions, aliases, governance.changes.gate(), moves),
                        config),
                new WebhookRoutes(webhooks.useCases(), config),
                new HealthRoutes(new Readiness(List.of(storeCheck()))));
    }

    private QuestionRoutes questions(AgentQueries queries, EditDraftUseCase edit, Clock clock, HttpConfig config) {
        var newest = new NewestCompilation(
                compilations.useCases().queries(), compilations.useCases().start());
        var decisions = new InMemoryQuestionDecisionRepository();
        var open = new QuestionQueries(queries, newest, decisions);
        var answer = new AnswerQuestionUseCase(
                open,
                queries,
                edit,
                new AnswerTests(suites, clock),
                new AnswerQuestionUseCase.Around(newest, decisions, clock));
        return new QuestionRoutes(
                new QuestionRoutes.UseCases(
                        open,
                        answer,
                        new DismissQuestionUseCase(open, decisions, clock),
                        new AcceptAssumptionsUseCase(agents, clock, audit)),
                config);
    }

    private BundleRoutes bundles(
            ExportAgentUseCase.Stores stores, DefinitionCompiler compiler, RemapAliasUseCase remap, HttpConfig config) {
        var bringIn = new ImportAgentUseCase(stores, compiler, remap, audit, Clock.systemUTC());
        return new BundleRoutes(new ExportAgentUseCase(stores), bringIn, settings, config);
    }

    private SuiteRoutes suites(HttpConfig config) {
        Clock clock = Clock.systemUTC();
        return new SuiteRoutes(
                new SuiteQueries(suites, agents),
                new EditSuiteUseCase(
                        new EditSuiteUseCase.Parts(vertx, suites, agents, audit, IdGenerator.random(clock), clock)),
                config);
    }

    private ProviderRoutes.UseCases providers(FakeProviders registry, Clock clock) {
        var box = new SecretBox(MasterKey.of(Secret.of("master".repeat(6))), null, new SecureRandom());
        var kinds = new FakeProviderKinds();
        var sync = new ProviderSync(storedProviders, box, registry);
        var files = new FileProviders(List.of(
                new FileProvider("local", "local", Json.object(), Set.of()),
                new FileProvider("gone", "gone", Json.parse("{\"apiKey\":\"file-canary\"}"), Set.of())));
        return new ProviderRoutes.UseCases(
                new PutProviderUseCase(new PutProviderUseCase.Parts(
                        storedProviders, kinds, ProviderEgress.OPEN, files, box, sync, health, clock, audit)),
                new DeleteProviderUseCase(storedProviders, files, sync, audit),
                new CheckProviderUseCase(registry, health, Ticker.systemTicker()),
                new ProviderQueries(new ProviderQueries.Parts(
                        registry, kinds, storedProviders, files, health, ProviderSpend.UNKNOWN)));
    }

    private ReadinessCheck storeCheck() {
        return new ReadinessCheck() {
            @Override
            public String name() {
                return "store";
            }

            @Override
            public Future<Void> check() {
                return storeReady.get()
                        ? Future.succeededFuture()
                        : Future.failedFuture("host db-1 is away: a detail that no caller may see");
            }
        };
    }

    private static KeelsonException notInstalled(String type, String kind) {
        return new KeelsonException(ErrorCode.DEFINITION_INVALID, "no " + type + " of kind " + kind + " is installed");
    }
}
