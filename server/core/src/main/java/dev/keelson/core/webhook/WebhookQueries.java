package dev.keelson.core.webhook;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.List;

/** Reads webhooks and what became of their deliveries. */
public final class WebhookQueries {
    private final WebhookRepository webhooks;
    private final DeliveryRepository deliveries;

    public WebhookQueries(WebhookRepository webhooks, DeliveryRepository deliveries) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    /** Those that the principal may see, oldest first. */
    public Future<List<Webhook>> list(Principal by) {
        by.require(Permission.WEBHOOK_MANAGE);
        return webhooks.list()
                .map(all -> all.stream()
                        .filter(webhook -> WebhookRights.maySee(by, webhook.settings()))
                        .toList());
    }

    /** Fails with {@link ErrorCode#WEBHOOK_NOT_FOUND}. */
    public Future<Webhook> get(Principal by, String id) {
        by.require(Permission.WEBHOOK_MANAGE);
        return webhooks.find(id)
                .map(found -> found.filter(webhook -> WebhookRights.maySee(by, webhook.settings()))
                        .orElseThrow(() -> WebhookRights.notFound(id)));
    }

    /** Newest first. Fails with {@link ErrorCode#WEBHOOK_NOT_FOUND}. */
    public Future<Page<Delivery>> deliveries(Principal by, String id, PageRequest page) {
        return get(by, id).compose(webhook -> deliveries.page(id, page));
    }

    /** Fails with {@link ErrorCode#WEBHOOK_NOT_FOUND} or {@link ErrorCode#DELIVERY_NOT_FOUND}. */
    Future<Delivery> delivery(Principal by, String id, String delivery) {
        return get(by, id)
                .compose(webhook -> deliveries.find(id, delivery))
                .map(found -> found.orElseThrow(
                        () -> new KeelsonException(ErrorCode.DELIVERY_NOT_FOUND, "no delivery with id " + delivery)));
    }
}
