package dev.keelson.core.webhook;

import dev.keelson.core.common.Failpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Sends deliveries when they are due. Nodes compete: who claims a delivery has it for a minute, and only the last to claim
 * it can record what came of it. Each webhook has {@value #PER_WEBHOOK} places, enough in total for all webhooks, so that
 * a receiver that does not answer delays nobody else. Safe for concurrent use.
 */
public final class DeliveryPump {
    static final int PER_WEBHOOK = 4;
    /** Longer than an attempt can take. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final DeliveryRepository deliveries;
    private final DeliveryAttempts attempts;
    private final Clock clock;
    private final SendingPlaces places = new SendingPlaces(PER_WEBHOOK, PER_WEBHOOK * Webhook.MAX_COUNT);
    private final Set<Future<Void>> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Consumer<String> reports = report -> {};
    private volatile boolean running;
    private volatile long timer = -1;

    public DeliveryPump(Vertx vertx, DeliveryRepository deliveries, DeliveryAttempts attempts, Clock clock) {
        this.vertx = vertx;
        this.deliveries = deliveries;
        this.attempts = attempts;
        this.clock = clock;
    }

    /** {@code reports} hears of failures of the store, in words for an operator. */
    public void start(Consumer<String> hearer) {
        reports = hearer;
        running = true;
        timer = vertx.setPeriodic(EVERY.toMillis(), tick -> wake());
    }

    /** Looks at once, for what was just stored. */
    public void wake() {
        if (running && looking.compareAndSet(false, true)) {
            look().onFailure(failure -> reports.accept("webhooks can't be delivered: " + failure))
                    .onComplete(done -> looking.set(false));
        }
    }

    /** Claims nothing more; completes when what is being sent is recorded, or after a few seconds. */
    public Future<Void> close() {
        running = false;
        vertx.cancelTimer(timer);
        return Future.join(List.copyOf(underWay))
                .<Void>mapEmpty()
                .timeout(LAST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty();
    }

    /** Sends what is due and has a place now; completes when all of it is recorded. */
    Future<Void> pass() {
        return look().compose(started -> Future.join(started).mapEmpty());
    }

    /** Completes when everything that has a place is claimed, with what was started. */
    private Future<List<Future<Void>>> look() {
        Instant now = clock.instant();
        List<Future<Void>> started = new ArrayList<>();
        return deliveries
                .webhooksWithDue(now)
                .compose(webhooks -> Future.join(webhooks.stream()
                        .map(webhook -> startDue(webhook, now, started))
                        .toList()))
                .map(all -> started);
    }

    private Future<Void> startDue(String webhook, Instant now, List<Future<Void>> started) {
        int free = places.free(webhook);
        if (free < 1) {
            return Future.succeededFuture();
        }
        return deliveries.due(webhook, now, free).compose(due -> {
            Future<Void> claimed = Future.succeededFuture();
            for (Delivery delivery : due) {
                claimed = claimed.compose(before -> start(delivery, started));
            }
            return claimed;
        });
    }

    private Future<Void> start(Delivery due, List<Future<Void>> started) {
        if (!places.take(due.webhook())) {
            return Future.succeededFuture();
        }
        Delivery claimed = due.leased(clock.instant().plus(LEASE));
        return deliveries
                .commit(claimed)
                .onFailure(away -> places.giveBack(due.webhook()))
                .map(won -> {
                    if (won) {
                        started.add(send(claimed));
                    } else {
                        places.giveBack(due.webhook());
                    }
                    return null;
                });
    }

    private Future<Void> send(Delivery claimed) {
        Failpoint.hit("webhook.send.before");
        Future<Void> sent = attempts.make(claimed);
        underWay.add(sent);
        sent.onComplete(done -> {
            underWay.remove(sent);
            places.giveBack(claimed.webhook());
            wake();
        });
        return sent;
    }
}
