package dev.keelson.app;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.access.ApiKeyQueries;
import dev.keelson.core.access.Authenticator;
import dev.keelson.core.access.IssueApiKeyUseCase;
import dev.keelson.core.access.RevokeApiKeyUseCase;
import dev.keelson.core.access.SecretDigest;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.AgentResolver;
import dev.keelson.core.agent.AgentSettingsReader;
import dev.keelson.core.agent.CreateAgentUseCase;
import dev.keelson.core.agent.DefinitionCompiler;
import dev.keelson.core.agent.EditDraftUseCase;
import dev.keelson.core.agent.PublishVersionUseCase;
import dev.keelson.core.agentapi.AgentApiQueries;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.common.StoreWatch;
import dev.keelson.core.consumer.RecordingExecution;
import dev.keelson.core.execution.CompiledVersions;
import dev.keelson.core.execution.ExecutionPipeline;
import dev.keelson.core.execution.Idempotency;
import dev.keelson.core.execution.Models;
import dev.keelson.core.plugin.InstalledPlugin;
import dev.keelson.core.resilience.Failover;
import dev.keelson.core.resilience.HealthProbes;
import dev.keelson.core.resilience.TargetHealthBoard;
import dev.keelson.core.routing.CatalogUpdates;
import dev.keelson.core.routing.ModelCatalogQueries;
import dev.keelson.core.routing.ReplaceModelCatalogUseCase;
import dev.keelson.core.secret.Secret;
import dev.keelson.core.spec.MarkdownSpecCompiler;
import dev.keelson.core.trace.TraceQueries;
import dev.keelson.core.trace.TraceRepository;
import dev.keelson.core.trace.TraceWriter;
import dev.keelson.pluginhost.PluginHost;
import dev.keelson.storage.mongodb.MongoStorage;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: every object is made here, in the order in which they need each other. */
final class Server {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final Vertx vertx;
    private final Store store;
    private final Plugins plugins;
    private final Metering metering;
    private final Webhooks webhooks;
    private final UseCases useCases;
    private final Listeners listeners;
    private final @Nullable String firstAdminKey;

    private Server(
            Vertx vertx,
            Store store,
            Plugins plugins,
            Metering metering,
            Webhooks webhooks,
            UseCases useCases,
            Listeners listeners,
            @Nullable String firstAdminKey) {
        this.vertx = vertx;
        this.store = store;
        this.plugins = plugins;
        this.metering = metering;
        this.webhooks = webhooks;
        this.useCases = useCases;
        this.listeners = listeners;
        this.firstAdminKey = firstAdminKey;
    }

    /** Blocks until the server listens. What was opened before a failure is closed again. */
    static Server start(ServerConfig config) {
        Vertx vertx = Vertx.vertx();
        Opened opened = new Opened();
        opened.add(() -> vertx.close().await());
        try {
            createPrivately(config.data());
            Plugins plugins = opened.with(Plugins.start(vertx, config), Plugins::close);
            Store store = opened.with(Store.open(vertx, config), Store::close);
            Auditing auditing = Auditing.start(vertx, store);
            Metering metering = opened.with(Metering.start(vertx, store.storage(), auditing.log()), Metering::close);
            var health = new TargetHealthBoard(
                    vertx, new TargetHealthBoard.Parts(config.resilience(), Clock.systemUTC(), Ticker.systemTicker()));
            var around = new Providers.Around(config, store.storage(), plugins, health, auditing.log());
            Webhooks webhooks = opened.with(Webhooks.start(vertx, around), Webhooks::close);
            UseCases useCases = useCases(vertx, around, Providers.open(vertx, around), metering, auditing, webhooks);
            Listeners listeners =
                    opened.with(Listeners.start(vertx, config, useCases, plugins.host(), store), Listeners::close);
            new Housekeeping(store.storage().idempotency(), Clock.systemUTC()).start(vertx);
            useCases.compiling().start();
            return new Server(
                    vertx, store, plugins, metering, webhooks, useCases, listeners, firstAdminKey(config, useCases));
        } catch (RuntimeException | Error failure) {
            // Threads that were started would keep a process alive that serves nobody.
            opened.closeAll();
            throw failure;
        }
    }

    UseCases useCases() {
        return useCases;
    }

    Store store() {
        return store;
    }

    List<InstalledPlugin> plugins() {
        return plugins.host().plugins();
    }

    /** {@code http://host:port}. */
    String baseUri() {
        return listeners.baseUri();
    }

    /** The credential of the first admin key, at a store's first start without a preset key; else null. */
    @Nullable
    String firstAdminKey() {
        return firstAdminKey;
    }

    /** Stops taking requests, lets those under way end for a while, then closes the store. Blocks. */
    void close() {
        listeners.close();
        useCases.compiling().close();
        webhooks.close();
        metering.close();
        useCases.consumers().close();
        plugins.close();
        store.close();
        vertx.close().await();
    }

    private static UseCases useCases(
            Vertx vertx,
            Providers.Around around,
            Providers providers,
            Metering metering,
            Auditing auditing,
            Webhooks webhooks) {
        AuditLog audit = auditing.log();
        ServerConfig config = around.config();
        MongoStorage storage = around.storage();
        PluginHost host = around.plugins().host();
        TargetHealthBoard health = around.health();
        StoreWatch watch = new StoreWatch(storage::ping, true, LOG::warn);
        watch.start(vertx);
        TraceRepository traces = webhooks.observing(DurableTraces.of(vertx, config, storage, watch));
        Clock clock = Clock.systemUTC();
        Ticker ticker = Ticker.systemTicker();
        Secret pepper = config.keyPepper() == null ? KeyFile.in(config.data(), "key-pepper") : config.keyPepper();
        var digest = new SecretDigest(pepper);
        var authenticator = new Authenticator(storage.apiKeys(), digest, config.presetAdminKey(), clock, ticker)
                .withStore(watch, ticker);
        new HealthProbes(vertx, health, host.providers(), ticker).start();
        Routing routing = Routing.over(host.providers(), health, clock, ticker);
        var catalogUpdates = new CatalogUpdates(routing.catalogs(), storage.modelCatalog());
        new CatalogWatch(catalogUpdates, config.modelCatalog()).start(vertx);
        var compiler = new DefinitionCompiler(
                vertx,
                new MarkdownSpecCompiler(),
                host.providers(),
                host.tools(),
                host.evaluators(),
                host,
                routing.pinning());
        var resolver = new AgentResolver(storage.versions(), storage.aliases(), ticker, watch)
                .withPolicies(storage.aliasPolicies());
        Governance governance = Governance.start(vertx, storage, resolver, audit, config.approvals());
        Consumers consumers = Consumers.start(vertx, storage, audit);
        var pipeline = new ExecutionPipeline(new ExecutionPipeline.Parts(
                resolver,
                new CompiledVersions(vertx, host.tools(), host.evaluators(), host),
                new Models(
                        host.providers(),
                        routing.router(),
                        new Failover(new Failover.Parts(vertx, health, ticker, new Random())),
                        routing.pricing(),
                        metering.meter(),
                        definition -> definition.models().hedge()),
                new Idempotency(storage.idempotency(), storage.traces(), clock),
                new TraceWriter(vertx, traces),
                IdGenerator.random(clock),
                clock,
                ticker));
        var processes = new SpecProcesses(
                new SpecProcesses.Around(vertx, config, storage, host, routing, compiler, resolver, pipeline, audit));
        return new UseCases(
                authenticator,
                new IssueApiKeyUseCase(
                        new IssueApiKeyUseCase.Parts(storage.apiKeys(), digest, new SecureRandom(), clock, audit)),
                new RevokeApiKeyUseCase(storage.apiKeys(), authenticator, clock, audit),
                new ApiKeyQueries(storage.apiKeys()),
                new AgentSettingsReader(config.defaultModels()),
                new CreateAgentUseCase(storage.agents(), compiler, clock, audit),
                new EditDraftUseCase(storage.agents(), compiler, clock, audit),
                new PublishVersionUseCase(
                        new PublishVersionUseCase.Parts(storage.agents(), storage.versions(), compiler, clock, audit)),
                governance,
                new AgentQueries(storage.agents(), storage.versions(), storage.aliases()),
                new RecordingExecution(pipeline, consumers.recorder()),
                new TraceQueries(storage.traces()),
                new ModelCatalogQueries(catalogUpdates),
                new ReplaceModelCatalogUseCase(storage.modelCatalog(), catalogUpdates, clock, audit),
                metering.cases(),
                auditing,
                webhooks.cases(),
                Suites.open(vertx, storage, audit),
                Compiling.open(vertx, storage, audit, processes),
                Bundles.open(storage, compiler, governance.remap(), audit),
                providers,
                new AgentApiQueries(vertx, resolver),
                consumers);
    }

    private static @Nullable String firstAdminKey(ServerConfig config, UseCases useCases) {
        if (config.presetAdminKey() != null) {
            return null;
        }
        IssueApiKeyUseCase.@Nullable Output issued =
                useCases.issueApiKey().issueFirstAdminKey().await();
        return issued == null ? null : issued.credential().reveal();
    }

    private static void createPrivately(Path data) {
        try {
            if (!Files.exists(data)) {
                Files.createDirectories(
                        data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("can't create the data directory " + data, failure);
        }
    }
}
