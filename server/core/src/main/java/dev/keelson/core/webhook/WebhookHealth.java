package dev.keelson.core.webhook;

import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

/** Draws conclusions from attempts: a webhook that keeps failing, or whose receiver is gone, is disabled. */
public final class WebhookHealth {
    static final Duration PATIENCE = Duration.ofDays(5);
    private static final Principal SELF = new Principal("keelson", "keelson", Role.ADMIN, Set.of());
    private static final int ATTEMPTS = 3;

    private final WebhookRepository webhooks;
    private final AuditLog audit;
    private final Clock clock;
    private final Consumer<String> reports;

    /** {@code reports} hears of webhooks that are disabled, in words for an operator. */
    public WebhookHealth(WebhookRepository webhooks, AuditLog audit, Clock clock, Consumer<String> reports) {
        this.webhooks = webhooks;
        this.audit = audit;
        this.clock = clock;
        this.reports = reports;
    }

    /** {@code webhook}: as it was read for this attempt. */
    Future<Void> note(Webhook webhook, DeliveryAttempt attempt) {
        Instant since = webhook.failingSince();
        if (attempt.succeeded()) {
            return since == null ? Future.succeededFuture() : webhooks.noteWorking(webhook.id());
        }
        if (attempt.isGone()) {
            return disable(webhook.id(), "the receiver answered 410 Gone", ATTEMPTS);
        }
        if (since == null) {
            return webhooks.noteFailing(webhook.id(), attempt.at());
        }
        return since.plus(PATIENCE).isAfter(attempt.at())
                ? Future.succeededFuture()
                : disable(webhook.id(), "every attempt since " + since + " failed", ATTEMPTS);
    }

    private Future<Void> disable(String id, String reason, int attempts) {
        return webhooks.find(id).compose(found -> {
            if (found.isEmpty() || !found.get().isActive()) {
                return Future.succeededFuture();
            }
            return disable(found.get(), reason)
                    .recover(failure -> isStale(failure) && attempts > 1
                            ? disable(id, reason, attempts - 1)
                            : Future.failedFuture(failure));
        });
    }

    private Future<Void> disable(Webhook webhook, String reason) {
        var change = new AuditedChange(
                SELF,
                AuditActions.WEBHOOK_EDIT,
                AuditedWebhooks.target(webhook.id()),
                AuditedWebhooks.text(webhook),
                reason);
        return audit.record(
                        change,
                        () -> webhooks.commit(webhook.in(
                                Webhook.State.DISABLED, reason, new Webhook.Change(clock.instant(), SELF.keyId()))),
                        AuditedWebhooks::text)
                .onSuccess(done -> reports.accept("webhook " + webhook.id() + " is disabled: " + reason))
                .mapEmpty();
    }

    private static boolean isStale(Throwable failure) {
        return failure instanceof KeelsonException known && known.code() == ErrorCode.REVISION_STALE;
    }
}
