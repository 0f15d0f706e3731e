package dev.keelson.core.common;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks the store every second whether it answers. Down after one question without an answer within a second, up after one
 * with, so that requests need not find out one by one. Safe for concurrent use.
 */
public final class StoreWatch implements StoreStatus {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Supplier<Future<Void>> ping;
    private final Consumer<String> reports;
    private volatile boolean up;

    /** {@code up}: what is known at the start; {@code reports} hears of changes, in words for an operator. */
    public StoreWatch(Supplier<Future<Void>> ping, boolean up, Consumer<String> reports) {
        this.ping = ping;
        this.reports = reports;
        this.up = up;
    }

    public void start(Vertx vertx) {
        vertx.setTimer(EVERY.toMillis(), timer -> ask(vertx));
    }

    @Override
    public boolean isUp() {
        return up;
    }

    /** A request found the store unreachable: down until it answers again. */
    public void reportDown() {
        become(false);
    }

    private void ask(Vertx vertx) {
        ping.get()
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(answered -> become(true))
                .onFailure(silent -> become(false))
                .onComplete(asked -> start(vertx));
    }

    private void become(boolean now) {
        if (up != now) {
            up = now;
            reports.accept("the store is " + (now ? "back" : "away"));
        }
    }
}
