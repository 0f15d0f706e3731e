package dev.keelson.app;

import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in for the server while its store can't be reached at start: the process is live, not ready, and says why. Takes
 * no credential and reads no body.
 */
final class WaitingListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingListener.class);

    private final HttpServer server;
    private volatile String reason;

    private WaitingListener(HttpServer server, String reason) {
        this.server = server;
        this.reason = reason;
    }

    /** Blocks until it listens. */
    static WaitingListener start(Vertx vertx, ServerConfig config, String reason) {
        var options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setIdleTimeout(10)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        HttpServer http = vertx.createHttpServer(options);
        var waiting = new WaitingListener(http, reason);
        http.requestHandler(waiting::answer).listen().await();
        LOG.warn("not ready, on port {}: {}; trying again", http.actualPort(), reason);
        return waiting;
    }

    void because(String why) {
        reason = why;
    }

    /** The port that the server takes over, also when it was left to the system to choose. */
    int port() {
        return server.actualPort();
    }

    /** Blocks until the port is free. */
    @Override
    public void close() {
        server.close().await();
    }

    private void answer(HttpServerRequest request) {
        boolean live = "/health/live".equals(request.path());
        request.response()
                .setStatusCode(live ? 200 : 503)
                .putHeader(
                        "Content-Type", live || isReadiness(request) ? "application/json" : "application/problem+json")
                .putHeader("Retry-After", "2")
                .putHeader("Connection", "close")
                .end(live ? Json.text(Json.object().put("status", "live")) : body(request));
    }

    private String body(HttpServerRequest request) {
        if (isReadiness(request)) {
            var part = Json.object().put("name", "store").put("ready", false).put("reason", reason);
            var json = Json.object().put("status", "not ready");
            json.putArray("parts").add(part);
            return Json.text(json);
        }
        ErrorCode code = ErrorCode.STORE_UNAVAILABLE;
        return Json.text(Json.object()
                .put("type", "about:blank")
                .put("title", "Service Unavailable")
                .put("status", 503)
                .put("code", code.id())
                .put("detail", "the server waits for its store")
                .put("advice", code.advice()));
    }

    private static boolean isReadiness(HttpServerRequest request) {
        return "/health/ready".equals(request.path());
    }
}
