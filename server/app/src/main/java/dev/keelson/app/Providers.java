package dev.keelson.app;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.adminui.AdminUiParts;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.providerconfig.CheckProviderUseCase;
import dev.keelson.core.providerconfig.DeleteProviderUseCase;
import dev.keelson.core.providerconfig.FileProvider;
import dev.keelson.core.providerconfig.FileProviders;
import dev.keelson.core.providerconfig.ProviderHealth;
import dev.keelson.core.providerconfig.ProviderQueries;
import dev.keelson.core.providerconfig.ProviderRepository;
import dev.keelson.core.providerconfig.ProviderSync;
import dev.keelson.core.providerconfig.PutProviderUseCase;
import dev.keelson.core.providerconfig.RewrapSecretsUseCase;
import dev.keelson.core.resilience.TargetHealthBoard;
import dev.keelson.core.secret.MasterKey;
import dev.keelson.core.secret.Secret;
import dev.keelson.core.secret.SecretBox;
import dev.keelson.egress.EgressClient;
import dev.keelson.http.api.ProviderRoutes;
import dev.keelson.pluginhost.PluginHost;
import dev.keelson.storage.mongodb.MongoStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be done with providers that are configured through the API, and their way from the store to the plugin host. */
record Providers(
        PutProviderUseCase put, DeleteProviderUseCase delete, CheckProviderUseCase check, ProviderQueries queries) {
    /** Well within the five seconds that other nodes are promised. */
    private static final Duration POLL = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);

    /** Blocks until the stored providers are in force; from then on this node follows the store. */
    static Providers open(Vertx vertx, Around around) {
        SecretBox box = box(around.config);
        ProviderRepository repository = around.storage.providers();
        rewrap(around.config, new RewrapSecretsUseCase(repository, box));
        ProviderSync sync = new ProviderSync(repository, box, around.plugins.host());
        sync.refresh().await();
        vertx.setPeriodic(POLL.toMillis(), timer -> sync.refresh().onFailure(Providers::report));
        return of(around, new Stored(box, sync));
    }

    /** What the providers are between. */
    record Around(
            ServerConfig config, MongoStorage storage, Plugins plugins, TargetHealthBoard health, AuditLog audit) {}

    /** What brings stored providers into force. */
    private record Stored(SecretBox box, ProviderSync sync) {}

    ProviderRoutes.UseCases forApi() {
        return new ProviderRoutes.UseCases(put, delete, check, queries);
    }

    AdminUiParts.Providers forPages() {
        return new AdminUiParts.Providers(put, delete, check, queries);
    }

    private static Providers of(Around around, Stored stored) {
        ProviderRepository repository = around.storage.providers();
        PluginHost host = around.plugins.host();
        FileProviders files = files(around.config);
        ProviderHealth health = ProviderHealth.of(around.health);
        return new Providers(
                new PutProviderUseCase(new PutProviderUseCase.Parts(
                        repository,
                        host.providerKinds(),
                        origin -> refusal(around.plugins.storedProviders(), origin),
                        files,
                        stored.box,
                        stored.sync,
                        health,
                        Clock.systemUTC(),
                        around.audit)),
                new DeleteProviderUseCase(repository, files, stored.sync, around.audit),
                new CheckProviderUseCase(host.providers(), health, Ticker.systemTicker()),
                new ProviderQueries(new ProviderQueries.Parts(
                        host.providers(),
                        host.providerKinds(),
                        repository,
                        files,
                        health,
                        new SpendOfADay(around.storage.usage(), Clock.systemUTC()))));
    }

    /** Without the stack: a store that is away is reported every time. */
    private static void report(Throwable failure) {
        LOG.warn("can't follow the stored providers: {}", failure.toString());
    }

    /** What seals and opens every stored secret of this server. */
    static SecretBox box(ServerConfig config) {
        Secret configured = config.masterKey();
        Secret previous = config.previousMasterKey();
        Secret current = configured == null ? KeyFile.in(config.data(), "master-key") : configured;
        return new SecretBox(
                MasterKey.of(current), previous == null ? null : MasterKey.of(previous), new SecureRandom());
    }

    private static void rewrap(ServerConfig config, RewrapSecretsUseCase rewrap) {
        if (config.previousMasterKey() != null) {
            LOG.info(
                    "{} providers have their secrets under the new master key now",
                    rewrap.execute().await());
        }
    }

    private static FileProviders files(ServerConfig config) {
        return new FileProviders(config.providers().entrySet().stream()
                .map(entry -> new FileProvider(
                        entry.getKey(),
                        entry.getValue().kind(),
                        entry.getValue().settings(),
                        entry.getValue().filledIn()))
                .toList());
    }

    private static Future<Optional<String>> refusal(EgressClient egress, String origin) {
        return egress.refusal(URI.create(origin));
    }
}
