package dev.keelson.core.webhook;

import dev.keelson.core.common.Failpoint;
import dev.keelson.core.webhook.EventSource.Change;
import dev.keelson.core.webhook.WebhookOutbox.Addressed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Follows the record of changes and stores a delivery for every webhook that is to hear of one. The position is stored
 * after the deliveries: a node that dies in between leaves work that is done twice, which the ids of deliveries find out.
 * For the same reason every node may follow. Safe for concurrent use.
 */
public final class WebhookFeed {
    private static final int BATCH = 200;
    private static final Duration EVERY = Duration.ofSeconds(1);
    /** A webhook does not hear of what is older than itself; clocks of nodes may differ by this much. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final Parts parts;
    private final AtomicBoolean following = new AtomicBoolean();
    private volatile long timer = -1;

    /** What the feed is between. */
    public record Parts(
            EventSource source, WebhookRepository webhooks, FeedPositionRepository position, WebhookOutbox outbox) {}

    public WebhookFeed(Parts parts) {
        this.parts = parts;
    }

    /** {@code reports} hears of failures, in words for an operator. */
    public void start(Vertx vertx, Consumer<String> reports) {
        timer = vertx.setPeriodic(EVERY.toMillis(), tick -> tick(reports));
    }

    public void stop(Vertx vertx) {
        vertx.cancelTimer(timer);
    }

    private void tick(Consumer<String> reports) {
        if (following.compareAndSet(false, true)) {
            follow().onFailure(failure -> reports.accept("webhooks can't follow the audit log: " + failure))
                    .onComplete(done -> following.set(false));
        }
    }

    /** Completes when everything recorded before has its deliveries. */
    Future<Void> follow() {
        return parts.position
                .position()
                .compose(position -> parts.source.after(position, BATCH))
                .compose(this::take);
    }

    private Future<Void> take(List<Change> changes) {
        if (changes.isEmpty()) {
            return Future.succeededFuture();
        }
        long last = changes.get(changes.size() - 1).seq();
        return store(changes).compose(stored -> {
            Failpoint.hit("webhook.position.before");
            Future<Void> advanced = parts.position.advance(last);
            return changes.size() < BATCH ? advanced : advanced.compose(more -> follow());
        });
    }

    /** The webhooks are read after the changes: one that was there at a change can't be missed. */
    private Future<Void> store(List<Change> changes) {
        List<WebhookEvent> events = changes.stream()
                .map(WebhookEvents::of)
                .flatMap(Optional::stream)
                .toList();
        return events.isEmpty()
                ? Future.succeededFuture()
                : parts.webhooks.list().map(all -> addressed(events, all)).compose(parts.outbox::put);
    }

    private static List<Addressed> addressed(List<WebhookEvent> events, List<Webhook> webhooks) {
        List<Addressed> addressed = new ArrayList<>();
        for (WebhookEvent event : events) {
            webhooks.stream()
                    .filter(webhook -> isFor(webhook, event))
                    .forEach(webhook -> addressed.add(new Addressed(webhook, event)));
        }
        return addressed;
    }

    private static boolean isFor(Webhook webhook, WebhookEvent event) {
        return webhook.isActive()
                && webhook.settings().hears(event.type(), event.agent())
                && !event.at().plus(TOLERANCE).isBefore(webhook.createdAt());
    }
}
