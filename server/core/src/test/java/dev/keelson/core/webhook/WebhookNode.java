package dev.keelson.core.webhook;

import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.audit.RecordingAuditLog;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.secret.MasterKey;
import dev.keelson.core.secret.Secret;
import dev.keelson.core.secret.SecretBox;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything about webhooks over stores in memory, with a clock that a test moves; nodes can share the stores. */
final class WebhookNode {
    static final Principal ADMIN = new Principal("aaaaaaaaaa", "Ada", Role.ADMIN, Set.of(), "ada");

    final ManualClock clock;
    final InMemoryWebhookRepository webhooks;
    final InMemoryDeliveryRepository deliveries;
    final InMemoryFeedPositionRepository position;
    final RecordingAuditLog audit = new RecordingAuditLog();
    final List<String> reports = new CopyOnWriteArrayList<>();
    final List<EventSource.Change> changes = new ArrayList<>();
    final ScriptedReceiver receiver = new ScriptedReceiver();
    final WebhookSecrets secrets;
    final WebhookQueries queries;
    final EditWebhookUseCase edit;
    final SendWebhookUseCase send;
    final WebhookFeed feed;
    final FailureRateMonitor monitor;
    final DeliveryPump pump;
    private final WebhookOutbox outbox;

    WebhookNode(Vertx vertx) {
        this(
                vertx,
                new ManualClock(Fixtures.NOW),
                new InMemoryWebhookRepository(),
                new InMemoryDeliveryRepository(),
                new InMemoryFeedPositionRepository());
    }

    /** Another node over the same stores. */
    WebhookNode(Vertx vertx, WebhookNode other) {
        this(vertx, other.clock, other.webhooks, other.deliveries, other.position);
        changes.addAll(other.changes);
    }

    private WebhookNode(
            Vertx vertx,
            ManualClock clock,
            InMemoryWebhookRepository webhooks,
            InMemoryDeliveryRepository deliveries,
            InMemoryFeedPositionRepository position) {
        this.clock = clock;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.position = position;
        IdGenerator ids = IdGenerator.random(clock);
        var random = new SecureRandom();
        secrets = new WebhookSecrets(new SecretBox(MasterKey.of(Secret.of("master".repeat(6))), null, random), random);
        queries = new WebhookQueries(webhooks, deliveries);
        outbox = new WebhookOutbox(deliveries, clock, () -> {});
        edit = new EditWebhookUseCase(
                new EditWebhookUseCase.Parts(webhooks, queries, WebhookEgress.OPEN, secrets, audit, ids, clock));
        send = new SendWebhookUseCase(
                new SendWebhookUseCase.Parts(queries, deliveries, outbox, () -> {}, audit, ids, clock));
        feed = new WebhookFeed(new WebhookFeed.Parts(this::after, webhooks, position, outbox));
        monitor = new FailureRateMonitor(webhooks, outbox, ids, clock);
        var attempts = new DeliveryAttempts(new DeliveryAttempts.Parts(
                webhooks,
                deliveries,
                receiver,
                secrets,
                new WebhookHealth(webhooks, audit, clock, reports::add),
                clock,
                new Random(7)));
        pump = new DeliveryPump(vertx, deliveries, attempts, clock);
    }

    EditWebhookUseCase.WithSecret create(WebhookEventType... events) {
        return edit.create(ADMIN, WebhookFixtures.settings(events)).await();
    }

    void changed(String action, String target, String before, String after) {
        changes.add(new EventSource.Change(
                changes.size() + 1L,
                clock.instant(),
                true,
                new EventSource.Actor("kkkkkkkkkk", "kim"),
                action,
                target,
                before,
                after,
                "because"));
    }

    void published(int version) {
        changed("version.publish", "agents/triage/versions/" + version, "", "v" + version);
    }

    void follow() {
        String done = feed.follow().map("followed").await();
        if (!done.equals("followed")) {
            throw new IllegalStateException(done);
        }
    }

    void pass() {
        String done = pump.pass().map("passed").await();
        if (!done.equals("passed")) {
            throw new IllegalStateException(done);
        }
    }

    List<Delivery> log(String webhook) {
        return queries.deliveries(ADMIN, webhook, PageRequest.first(200))
                .await()
                .items();
    }

    Webhook webhook(String id) {
        return queries.get(ADMIN, id).await();
    }

    private Future<List<EventSource.Change>> after(long seq, int limit) {
        return Future.succeededFuture(changes.stream()
                .filter(change -> change.seq() > seq)
                .limit(limit)
                .toList());
    }
}
