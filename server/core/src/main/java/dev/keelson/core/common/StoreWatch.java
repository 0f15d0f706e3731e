package dev.keelson.core.common;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store every second whether it answers. Down after one question without an answer within a second, up after one
 * with, so that requests need not find out one by one. Safe for concurrent use.
 */
public final class StoreWatch implements StoreStatus {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

    private final Supplier<Future<Void>> ping;
    private volatile boolean up;

    /** {@code up}: what is known at the start. */
    public StoreWatch(Supplier<Future<Void>> ping, boolean up) {
        this.ping = ping;
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
            LOG.warn("the store is {}", now ? "back" : "away");
        }
    }
}
