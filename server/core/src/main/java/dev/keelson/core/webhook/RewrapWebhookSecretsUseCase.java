package dev.keelson.core.webhook;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.List;

/** Puts the signing secrets of webhooks under the current master key, after it was changed. */
public final class RewrapWebhookSecretsUseCase {
    private final WebhookRepository webhooks;
    private final WebhookSecrets secrets;

    public RewrapWebhookSecretsUseCase(WebhookRepository webhooks, WebhookSecrets secrets) {
        this.webhooks = webhooks;
        this.secrets = secrets;
    }

    /** How many webhooks were changed. Those that can't be read, or that another node changes, stay as they are. */
    public Future<Integer> execute() {
        return webhooks.list().compose(this::rewrapAll);
    }

    private Future<Integer> rewrapAll(List<Webhook> all) {
        Future<Integer> count = Future.succeededFuture(0);
        for (Webhook webhook : all) {
            count = count.compose(before -> rewrap(webhook).map(changed -> before + changed));
        }
        return count;
    }

    private Future<Integer> rewrap(Webhook webhook) {
        var unchanged = new Webhook.Change(webhook.changedAt(), webhook.changedBy());
        return secrets.rewrapped(webhook)
                .map(rewrapped -> webhooks.commit(webhook.withSecrets(rewrapped, unchanged))
                        .map(1)
                        .recover(RewrapWebhookSecretsUseCase::lostRace))
                .orElseGet(() -> Future.succeededFuture(0));
    }

    private static Future<Integer> lostRace(Throwable failure) {
        boolean stale = failure instanceof KeelsonException known && known.code() == ErrorCode.REVISION_STALE;
        return stale ? Future.succeededFuture(0) : Future.failedFuture(failure);
    }
}
