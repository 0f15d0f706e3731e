package dev.keelson.adminui;

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
import java.security.SecureRandom;
import java.time.Clock;

/** Webhooks over stores in memory; nothing is sent. */
final class DemoWebhooks {
    final InMemoryWebhookRepository webhooks = new InMemoryWebhookRepository();
    final InMemoryDeliveryRepository deliveries = new InMemoryDeliveryRepository();
    private final RecordingAuditLog audit = new RecordingAuditLog();

    AdminUiParts.Webhooks parts() {
        Clock clock = Clock.systemUTC();
        IdGenerator ids = IdGenerator.random(clock);
        var random = new SecureRandom();
        var box = new SecretBox(MasterKey.of(Secret.of("master".repeat(6))), null, random);
        var queries = new WebhookQueries(webhooks, deliveries);
        var outbox = new WebhookOutbox(deliveries, clock, () -> {});
        return new AdminUiParts.Webhooks(
                queries,
                new EditWebhookUseCase(new EditWebhookUseCase.Parts(
                        webhooks, queries, WebhookEgress.OPEN, new WebhookSecrets(box, random), audit, ids, clock)),
                new SendWebhookUseCase(
                        new SendWebhookUseCase.Parts(queries, deliveries, outbox, () -> {}, audit, ids, clock)));
    }
}
