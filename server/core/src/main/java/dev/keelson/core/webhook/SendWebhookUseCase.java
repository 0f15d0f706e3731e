package dev.keelson.core.webhook;

import dev.keelson.core.access.Principal;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.webhook.WebhookOutbox.Addressed;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

/** Sends by hand: a test, or a delivery once more. The delivery log shows what came of it. */
public final class SendWebhookUseCase {
    private final Parts parts;

    /** What the use case works with; {@code stored} is told when there is something to send. */
    public record Parts(
            WebhookQueries queries,
            DeliveryRepository deliveries,
            WebhookOutbox outbox,
            Runnable stored,
            AuditLog audit,
            IdGenerator ids,
            Clock clock) {}

    public SendWebhookUseCase(Parts parts) {
        this.parts = parts;
    }

    /** Works for a disabled webhook too, so that it can be tried first. Fails with {@link ErrorCode#WEBHOOK_NOT_FOUND}. */
    public Future<Delivery> test(Principal by, String id) {
        return parts.queries.get(by, id).compose(webhook -> {
            WebhookEvent event = event(by);
            var change = new AuditedChange(by, AuditActions.WEBHOOK_TEST, AuditedWebhooks.target(id), "", "");
            return parts.audit.record(
                    change,
                    () -> parts.outbox
                            .put(List.of(new Addressed(webhook, event)))
                            .compose(stored -> parts.queries.delivery(by, id, Delivery.idOf(id, event))),
                    Delivery::id);
        });
    }

    /**
     * Starts a delivery from the beginning, under the same {@code webhook-id}. Fails with
     * {@link ErrorCode#WEBHOOK_NOT_FOUND}, {@link ErrorCode#DELIVERY_NOT_FOUND} and, for a disabled webhook,
     * {@link ErrorCode#REQUEST_INVALID}.
     */
    public Future<Delivery> resend(Principal by, String id, String delivery) {
        return parts.queries
                .get(by, id)
                .map(SendWebhookUseCase::requireActive)
                .compose(webhook -> parts.queries.delivery(by, id, delivery))
                .compose(found -> resend(by, found));
    }

    private Future<Delivery> resend(Principal by, Delivery found) {
        Delivery next = found.again(parts.clock.instant());
        var change = new AuditedChange(
                by,
                AuditActions.WEBHOOK_RESEND,
                AuditedWebhooks.target(found.webhook()),
                found.state().id(),
                "");
        return parts.audit
                .record(change, () -> parts.deliveries.commit(next), done -> found.id())
                .map(done -> {
                    if (!done) {
                        throw new KeelsonException(ErrorCode.REVISION_STALE, "the delivery is being sent right now");
                    }
                    return next;
                })
                .onSuccess(stored -> parts.stored.run());
    }

    private WebhookEvent event(Principal by) {
        var data = Json.object().put("message", "This is a test.");
        data.putObject("actor").put("keyId", by.keyId()).put("owner", by.owner());
        return new WebhookEvent(
                "test-" + parts.ids.executionId(), WebhookEventType.TEST, parts.clock.instant(), null, data);
    }

    private static Webhook requireActive(Webhook webhook) {
        if (!webhook.isActive()) {
            throw new KeelsonException(
                    ErrorCode.REQUEST_INVALID,
                    "the webhook is disabled",
                    List.of(Violation.at(
                            "", "state", "state: disabled (expected: active before a delivery is resent)")));
        }
        return webhook;
    }
}
