package dev.keelson.http;

import dev.keelson.core.access.Principal;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** A surface that knows no one. */
final class NoSurface implements Surface {

    @Override
    public Future<Principal> authenticate(HttpServerRequest request) {
        return Future.failedFuture("nobody");
    }

    @Override
    public Answer failure(KeelsonException failure, FailedRequest request) {
        return Answer.empty(500, List.of());
    }

    @Override
    public List<Answer.Header> headers() {
        return List.of();
    }
}
