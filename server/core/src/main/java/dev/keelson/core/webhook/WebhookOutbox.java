package dev.keelson.core.webhook;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores deliveries to be sent, each once however often it is asked. A webhook has at most {@value #MAX_PENDING} waiting:
 * what comes on top is kept in the log as failed, from where it can be sent by hand.
 */
public final class WebhookOutbox {
    static final int MAX_PENDING = 1_000;

    private final DeliveryRepository deliveries;
    private final Clock clock;
    private final Runnable stored;

    /** {@code stored} is told after every change, so that sending can start at once. */
    public WebhookOutbox(DeliveryRepository deliveries, Clock clock, Runnable stored) {
        this.deliveries = deliveries;
        this.clock = clock;
        this.stored = stored;
    }

    /** An event and the webhook that is to hear of it. */
    record Addressed(Webhook webhook, WebhookEvent event) {}

    /** Completes when all are stored. */
    Future<Void> put(List<Addressed> events) {
        if (events.isEmpty()) {
            return Future.succeededFuture();
        }
        return pending(events)
                .compose(pending -> deliveries.insertAll(bounded(events, pending)))
                .onSuccess(done -> stored.run());
    }

    private Future<Map<String, Long>> pending(List<Addressed> events) {
        Map<String, Long> pending = new HashMap<>();
        Future<Void> counted = Future.succeededFuture();
        for (String webhook :
                events.stream().map(each -> each.webhook().id()).distinct().toList()) {
            counted = counted.compose(before -> deliveries.pending(webhook))
                    .onSuccess(count -> pending.put(webhook, count))
                    .mapEmpty();
        }
        return counted.map(pending);
    }

    private List<Delivery> bounded(List<Addressed> events, Map<String, Long> pending) {
        List<Delivery> made = new ArrayList<>();
        for (Addressed each : events) {
            Delivery delivery = Delivery.of(each.webhook().id(), each.event(), clock.instant());
            long waiting = pending.merge(each.webhook().id(), 1L, Long::sum);
            made.add(
                    waiting <= MAX_PENDING
                            ? delivery
                            : delivery.failed(null, "never sent: " + MAX_PENDING + " deliveries waited already"));
        }
        return made;
    }
}
