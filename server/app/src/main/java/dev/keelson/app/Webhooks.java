package dev.keelson.app;

import dev.keelson.adminui.AdminUiParts;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.trace.ObservedTraceRepository;
import dev.keelson.core.trace.TraceRepository;
import dev.keelson.core.webhook.AuditEventSource;
import dev.keelson.core.webhook.DeliveryAttempts;
import dev.keelson.core.webhook.DeliveryPump;
import dev.keelson.core.webhook.DeliveryRepository;
import dev.keelson.core.webhook.EditWebhookUseCase;
import dev.keelson.core.webhook.FailureRateMonitor;
import dev.keelson.core.webhook.RewrapWebhookSecretsUseCase;
import dev.keelson.core.webhook.SendWebhookUseCase;
import dev.keelson.core.webhook.WebhookFeed;
import dev.keelson.core.webhook.WebhookHealth;
import dev.keelson.core.webhook.WebhookOutbox;
import dev.keelson.core.webhook.WebhookQueries;
import dev.keelson.core.webhook.WebhookRepository;
import dev.keelson.core.webhook.WebhookSecrets;
import dev.keelson.http.api.WebhookRoutes;
import dev.keelson.storage.mongodb.MongoStorage;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The webhooks of this server: what finds events, what sends them, and what can be done with them. */
final class Webhooks {
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

    private final Vertx vertx;
    private final Clock clock = Clock.systemUTC();
    private final DeliveryRepository deliveries;
    private final WebhookEgressClient client;
    private final DeliveryPump pump;
    private final WebhookFeed feed;
    private final FailureRateMonitor monitor;
    private final Cases cases;

    /** What can be done with webhooks. */
    record Cases(WebhookQueries queries, EditWebhookUseCase edit, SendWebhookUseCase send) {

        WebhookRoutes.UseCases forApi() {
            return new WebhookRoutes.UseCases(queries, edit, send);
        }

        AdminUiParts.Webhooks forPages() {
            return new AdminUiParts.Webhooks(queries, edit, send);
        }
    }

    private Webhooks(Vertx vertx, Providers.Around around, WebhookSecrets secrets) {
        MongoStorage storage = around.storage();
        WebhookRepository webhooks = storage.webhooks();
        AuditLog audit = around.audit();
        IdGenerator ids = IdGenerator.random(clock);
        this.vertx = vertx;
        deliveries = storage.webhookDeliveries();
        client = WebhookEgressClient.of(vertx, around.config().webhookAllowList());
        var health = new WebhookHealth(webhooks, audit, clock, LOG::warn);
        var attempts = new DeliveryAttempts(
                new DeliveryAttempts.Parts(webhooks, deliveries, client, secrets, health, clock, new Random()));
        pump = new DeliveryPump(vertx, deliveries, attempts, clock);
        var outbox = new WebhookOutbox(deliveries, clock, pump::wake);
        feed = new WebhookFeed(new WebhookFeed.Parts(
                new AuditEventSource(storage.audit()), webhooks, storage.webhookFeedPosition(), outbox));
        monitor = new FailureRateMonitor(webhooks, outbox, ids, clock);
        var queries = new WebhookQueries(webhooks, deliveries);
        cases = new Cases(
                queries,
                new EditWebhookUseCase(
                        new EditWebhookUseCase.Parts(webhooks, queries, client::refusal, secrets, audit, ids, clock)),
                new SendWebhookUseCase(
                        new SendWebhookUseCase.Parts(queries, deliveries, outbox, pump::wake, audit, ids, clock)));
    }

    /** Blocks while secrets are put under a new master key, if there is one. */
    static Webhooks start(Vertx vertx, Providers.Around around) {
        var secrets = new WebhookSecrets(Providers.box(around.config()), new SecureRandom());
        rewrap(around, secrets);
        var webhooks = new Webhooks(vertx, around, secrets);
        webhooks.pump.start(LOG::warn);
        webhooks.feed.start(vertx, LOG::warn);
        webhooks.monitor.start(vertx, LOG::warn);
        vertx.setPeriodic(SWEEP_EVERY.toMillis(), timer -> webhooks.sweep());
        return webhooks;
    }

    Cases cases() {
        return cases;
    }

    /** The same traces; the executions that they tell of count towards failure rates. */
    TraceRepository observing(TraceRepository traces) {
        return new ObservedTraceRepository(traces, monitor::ended);
    }

    /** Blocks until what is being sent is recorded, a few seconds at most; to be called before the store is closed. */
    void close() {
        feed.stop(vertx);
        monitor.stop(vertx);
        pump.close().await();
        client.close().await();
    }

    private void sweep() {
        deliveries
                .deleteBefore(clock.instant().minus(RETENTION))
                .onFailure(failure -> LOG.warn("could not delete old deliveries of webhooks", failure));
    }

    private static void rewrap(Providers.Around around, WebhookSecrets secrets) {
        if (around.config().previousMasterKey() != null) {
            var rewrap = new RewrapWebhookSecretsUseCase(around.storage().webhooks(), secrets);
            LOG.info(
                    "{} webhooks have their secrets under the new master key now",
                    rewrap.execute().await());
        }
    }
}
