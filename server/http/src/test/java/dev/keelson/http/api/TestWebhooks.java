package dev.keelson.http.api;

import dev.keelson.core.audit.RecordingAuditLog;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.secret.MasterKey;
import dev.keelson.core.secret.Secret;
import dev.keelson.core.secret.SecretBox;
import dev.keelson.core.webhook.EditWebhookUseCase;
import dev.keelson.core.webhook.InMemoryDeliveryRepository;
import dev.keelson.core.webhook.InMemoryWebhookRepository;
import dev.keelson.core.webhook.SendWebhookUseCase;
import dev.keelson.core.webhook.WebhookEgress;
import dev.keelson.core.webhook.WebhookOutbox;
import dev.keelson.core.webhook.WebhookQueries;
import dev.keelson.core.webhook.WebhookSecrets;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Webhooks over stores in memory; nothing is sent, and addresses with {@code private} in them are refused. */
public final class TestWebhooks {
    public final InMemoryWebhookRepository webhooks = new InMemoryWebhookRepository();
    public final InMemoryDeliveryRepository deliveries = new InMemoryDeliveryRepository();
    public final RecordingAuditLog audit = new RecordingAuditLog();

    public WebhookRoutes.UseCases useCases() {
        Clock clock = Clock.systemUTC();
        IdGenerator ids = IdGenerator.random(clock);
        var random = new SecureRandom();
        var box = new SecretBox(MasterKey.of(Secret.of("master".repeat(6))), null, random);
        var queries = new WebhookQueries(webhooks, deliveries);
        var outbox = new WebhookOutbox(deliveries, clock, () -> {});
        WebhookEgress egress = url ->
                Future.succeededFuture(url.contains("private") ? Optional.of("private address") : Optional.empty());
        return new WebhookRoutes.UseCases(
                queries,
                new EditWebhookUseCase(new EditWebhookUseCase.Parts(
                        webhooks, queries, egress, new WebhookSecrets(box, random), audit, ids, clock)),
                new SendWebhookUseCase(
                        new SendWebhookUseCase.Parts(queries, deliveries, outbox, () -> {}, audit, ids, clock)));
    }
}
