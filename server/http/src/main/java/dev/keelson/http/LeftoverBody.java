package dev.keelson.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Throws away what a caller still sends after its answer, so that it gets to read the answer instead of a reset. Bounded in
 * bytes and time; then the connection is closed. Confined to the request's context.
 */
final class LeftoverBody {
    private static final long MAX_BYTES = 16L << 20;
    private static final Duration MAX_TIME = Duration.ofSeconds(2);

    private final HttpServerRequest request;
    private long seen;

    private LeftoverBody(HttpServerRequest request) {
        this.request = request;
    }

    static void discard(HttpServerRequest request, Vertx vertx) {
        if (request.isEnded() || !BodyReader.announced(request)) {
            return;
        }
        var leftover = new LeftoverBody(request);
        long timer = vertx.setTimer(MAX_TIME.toMillis(), late -> leftover.close());
        request.exceptionHandler(gone -> vertx.cancelTimer(timer))
                .endHandler(end -> vertx.cancelTimer(timer))
                .handler(chunk -> leftover.count(chunk.length()))
                .resume();
    }

    private void count(int bytes) {
        seen += bytes;
        if (seen > MAX_BYTES) {
            close();
        }
    }

    private void close() {
        request.connection().close();
    }
}
