package dev.keelson.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections of one listener that send no request: new ones, idle ones, and those above the limit. Slow bodies and
 * slow readers have deadlines of their own. Safe for concurrent use.
 */
final class ConnectionGuard implements Handler<HttpConnection> {
    private static final long MAX_PERIOD_MILLIS = 1_000;

    private final HttpConfig config;
    private final LongSupplier clockMillis;
    private final Map<HttpConnection, Watched> connections = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();

    /** {@code clockMillis}: a monotonic time. */
    ConnectionGuard(HttpConfig config, LongSupplier clockMillis) {
        this.config = config;
        this.clockMillis = clockMillis;
    }

    /** How often to look: often enough to keep the shorter deadline within half of itself. */
    long periodMillis() {
        long shortest = Math.min(
                config.deadlines().head().toMillis(),
                config.deadlines().keepAlive().toMillis());
        return Math.max(1, Math.min(MAX_PERIOD_MILLIS, shortest / 2));
    }

    /** Looks until the calling verticle is undeployed. */
    void start(Vertx vertx) {
        vertx.setPeriodic(periodMillis(), tick -> closeIdle());
    }

    @Override
    public void handle(HttpConnection connection) {
        if (open.incrementAndGet() > config.limits().connections()) {
            open.decrementAndGet();
            connection.close();
            return;
        }
        connections.put(connection, new Watched(clockMillis.getAsLong()));
        connection.closeHandler(closed -> {
            if (connections.remove(connection) != null) {
                open.decrementAndGet();
            }
        });
    }

    void requestBegins(HttpServerRequest request) {
        Watched watched = connections.get(request.connection());
        if (watched != null) {
            watched.last = request;
            watched.idle = false;
        }
    }

    int open() {
        return open.get();
    }

    private void closeIdle() {
        long now = clockMillis.getAsLong();
        connections.forEach((connection, watched) -> {
            if (watched.overdue(now, config.deadlines())) {
                connection.close();
            }
        });
    }

    /** One connection; fields are volatile as the look-out may run on another thread. */
    private static final class Watched {
        private volatile long since;
        private volatile boolean idle = true;
        private volatile @Nullable HttpServerRequest last;

        Watched(long now) {
            since = now;
        }

        boolean overdue(long now, HttpConfig.Deadlines deadlines) {
            HttpServerRequest request = last;
            if (request == null) {
                return now - since > deadlines.head().toMillis();
            }
            if (!request.isEnded() || !request.response().ended()) {
                return false;
            }
            if (!idle) {
                idle = true;
                since = now;
            }
            return now - since > deadlines.keepAlive().toMillis();
        }
    }
}
