package dev.keelson.core.webhook;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps webhooks in memory, for tests. Safe for concurrent use. */
public final class InMemoryWebhookRepository implements WebhookRepository {
    private final TreeMap<String, Webhook> webhooks = new TreeMap<>();

    @Override
    public synchronized Future<Webhook> commit(Webhook next) {
        Webhook current = webhooks.get(next.id());
        if ((current == null ? 0 : current.revision()) != next.revision() - 1) {
            return Future.failedFuture(stale(next.id(), current));
        }
        webhooks.put(next.id(), next);
        return Future.succeededFuture(next);
    }

    @Override
    public synchronized Future<Optional<Webhook>> find(String id) {
        return Future.succeededFuture(Optional.ofNullable(webhooks.get(id)));
    }

    @Override
    public synchronized Future<List<Webhook>> list() {
        return Future.succeededFuture(List.copyOf(webhooks.values()));
    }

    @Override
    public synchronized Future<Void> delete(String id, int revision) {
        Webhook current = webhooks.get(id);
        if (current == null) {
            return Future.failedFuture(new KeelsonException(ErrorCode.WEBHOOK_NOT_FOUND, "no webhook with id " + id));
        }
        if (current.revision() != revision) {
            return Future.failedFuture(stale(id, current));
        }
        webhooks.remove(id);
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<Void> noteFailing(String id, Instant since) {
        webhooks.computeIfPresent(
                id, (same, webhook) -> webhook.failingSince() == null ? noted(webhook, since) : webhook);
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<Void> noteWorking(String id) {
        webhooks.computeIfPresent(id, (same, webhook) -> noted(webhook, null));
        return Future.succeededFuture();
    }

    private static Webhook noted(Webhook webhook, @Nullable Instant since) {
        return new Webhook(
                webhook.id(),
                webhook.settings(),
                webhook.state(),
                webhook.stateReason(),
                webhook.secrets(),
                since,
                webhook.revision(),
                webhook.createdAt(),
                webhook.changedAt(),
                webhook.changedBy());
    }

    private static KeelsonException stale(String id, @Nullable Webhook current) {
        return current == null
                ? new KeelsonException(ErrorCode.REVISION_STALE, "there is no webhook " + id)
                : KeelsonException.stale("the webhook is at revision " + current.revision(), current);
    }
}
