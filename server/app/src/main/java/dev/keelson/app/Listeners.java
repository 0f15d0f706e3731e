package dev.keelson.app;

import dev.keelson.adminui.AdminUi;
import dev.keelson.adminui.AdminUiParts;
import dev.keelson.app.ServerConfig.WhenStoreIsAway;
import dev.keelson.core.compatibility.ContractComparator;
import dev.keelson.core.plugin.ChangePluginsUseCase;
import dev.keelson.core.plugin.InstalledPlugin;
import dev.keelson.http.HttpApi;
import dev.keelson.http.HttpConfig;
import dev.keelson.http.Routes;
import dev.keelson.http.api.AccessRoutes;
import dev.keelson.http.api.AgentApiRoutes;
import dev.keelson.http.api.AgentRoutes;
import dev.keelson.http.api.AliasPolicyRoutes;
import dev.keelson.http.api.AliasRoutes;
import dev.keelson.http.api.ApiSurface;
import dev.keelson.http.api.AuditRoutes;
import dev.keelson.http.api.BudgetRoutes;
import dev.keelson.http.api.BundleRoutes;
import dev.keelson.http.api.CompilationRoutes;
import dev.keelson.http.api.ConsumerRoutes;
import dev.keelson.http.api.ContractRoutes;
import dev.keelson.http.api.HealthRoutes;
import dev.keelson.http.api.ModelCatalogRoutes;
import dev.keelson.http.api.PluginRoutes;
import dev.keelson.http.api.ProviderRoutes;
import dev.keelson.http.api.QuestionRoutes;
import dev.keelson.http.api.RateLimitRoutes;
import dev.keelson.http.api.Readiness;
import dev.keelson.http.api.RunRoutes;
import dev.keelson.http.api.SchemaChangeRoutes;
import dev.keelson.http.api.SuiteRoutes;
import dev.keelson.http.api.TraceRoutes;
import dev.keelson.http.api.UsageRoutes;
import dev.keelson.http.api.VersionRoutes;
import dev.keelson.http.api.WebhookRoutes;
import dev.keelson.pluginhost.PluginHost;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The HTTP side of the server: one listener for each event loop, all with the same routes. */
final class Listeners {
    private static final int EVENT_LOOPS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Vertx vertx;
    private final String deployment;
    private final String baseUri;

    private Listeners(Vertx vertx, String deployment, String baseUri) {
        this.vertx = vertx;
        this.deployment = deployment;
        this.baseUri = baseUri;
    }

    /** Blocks until the server listens. */
    static Listeners start(Vertx vertx, ServerConfig config, UseCases useCases, PluginHost plugins, Store store) {
        HttpConfig http = httpConfig(config, store.port());
        HttpApi api = new HttpApi(
                http, new ApiSurface(useCases.authenticator()), routes(http, config, useCases, plugins, store));
        AtomicInteger port = new AtomicInteger(store.port());
        String deployment = vertx.deployVerticle(
                        () -> new Listener(api, port), new DeploymentOptions().setInstances(EVENT_LOOPS))
                .await();
        return new Listeners(vertx, deployment, "http://" + printable(config.host()) + ":" + port.get());
    }

    String baseUri() {
        return baseUri;
    }

    void close() {
        vertx.undeploy(deployment).await();
    }

    private static HttpConfig httpConfig(ServerConfig config, int port) {
        HttpConfig.Limits limits = HttpConfig.Limits.DEFAULT.withInFlight(config.maxInFlight());
        return HttpConfig.defaults().withAddress(config.host(), port).withLimits(limits);
    }

    private static List<Routes> routes(
            HttpConfig http, ServerConfig config, UseCases useCases, PluginHost plugins, Store store) {
        return List.of(
                new RunRoutes(useCases.executeAgent(), http),
                new AgentRoutes(
                        new AgentRoutes.UseCases(
                                useCases.createAgent(),
                                useCases.editDraft(),
                                useCases.agents(),
                                useCases.compiling().cases().start()),
                        useCases.settings(),
                        http),
                new CompilationRoutes(useCases.compiling().cases(), http),
                new QuestionRoutes(useCases.questions(), http),
                new BundleRoutes(useCases.bundles().export(), useCases.bundles().bringIn(), useCases.settings(), http),
                new VersionRoutes(useCases.publishVersion(), useCases.agents(), http),
                new AliasRoutes(
                        new AliasRoutes.UseCases(
                                useCases.governance().remap(),
                                useCases.governance().rollBack(),
                                useCases.agents()),
                        http),
                new SchemaChangeRoutes(useCases.governance().changes(), http),
                new AliasPolicyRoutes(
                        useCases.governance().policies(), useCases.governance().editPolicy(), http),
                new AgentApiRoutes(useCases.agentApis()),
                new ConsumerRoutes(
                        useCases.consumers().queries(), useCases.consumers().declare(), http),
                new TraceRoutes(useCases.traces()),
                new ContractRoutes(new ContractComparator(), http),
                new AccessRoutes(
                        new AccessRoutes.UseCases(useCases.issueApiKey(), useCases.revokeApiKey(), useCases.apiKeys()),
                        http),
                new BudgetRoutes(
                        useCases.metering().queries(), useCases.metering().budgets(), http),
                new RateLimitRoutes(
                        useCases.metering().queries(), useCases.metering().limits(), http),
                new UsageRoutes(useCases.metering().usage()),
                new ModelCatalogRoutes(useCases.modelCatalog(), useCases.replaceModelCatalog(), http),
                new PluginRoutes(
                        plugins,
                        new ChangePluginsUseCase(plugins, useCases.auditing().log()),
                        http),
                new AuditRoutes(useCases.auditing().queries()),
                new ProviderRoutes(useCases.providers().forApi(), http),
                new SuiteRoutes(useCases.suites().queries(), useCases.suites().edit(), http),
                new WebhookRoutes(useCases.webhooks().forApi(), http),
                new AdminUi(adminUiParts(useCases, plugins)),
                new HealthRoutes(new Readiness(List.of(
                        new NamedCheck("store", config.whenStoreIsAway() == WhenStoreIsAway.REFUSE, store::ping),
                        new NamedCheck("plugins", true, () -> pluginsWork(plugins))))));
    }

    private static AdminUiParts adminUiParts(UseCases useCases, PluginHost plugins) {
        return new AdminUiParts(
                new AdminUiParts.Access(
                        useCases.authenticator(), useCases.issueApiKey(), useCases.revokeApiKey(), useCases.apiKeys()),
                new AdminUiParts.Agents(
                        useCases.agents(),
                        useCases.settings(),
                        useCases.createAgent(),
                        useCases.editDraft(),
                        useCases.publishVersion()),
                new AdminUiParts.Aliases(
                        useCases.governance().remap(),
                        useCases.governance().rollBack(),
                        useCases.governance().changes(),
                        useCases.governance().policies(),
                        useCases.governance().editPolicy()),
                new AdminUiParts.Runs(useCases.executeAgent(), useCases.traces()),
                plugins,
                new AdminUiParts.Usage(
                        useCases.metering().queries(),
                        useCases.metering().budgets(),
                        useCases.metering().limits(),
                        useCases.metering().usage()),
                useCases.providers().forPages(),
                useCases.webhooks().forPages(),
                useCases.auditing().queries(),
                useCases.compiling().cases(),
                new AdminUiParts.Suites(
                        useCases.suites().queries(), useCases.suites().edit()));
    }

    private static Future<Void> pluginsWork(PluginHost host) {
        boolean anyWorks = host.plugins().stream().anyMatch(plugin -> plugin.state() == InstalledPlugin.State.STARTED);
        return anyWorks ? Future.succeededFuture() : Future.failedFuture("no plugin is started");
    }

    private static String printable(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** One listener on an event loop of its own; they share the port. */
    private static final class Listener extends VerticleBase {
        private final HttpApi api;
        private final AtomicInteger port;

        Listener(HttpApi api, AtomicInteger port) {
            this.api = api;
            this.port = port;
        }

        @Override
        public Future<HttpServer> start() {
            return api.server(vertx).listen().onSuccess(server -> port.set(server.actualPort()));
        }
    }
}
