package dev.keelson.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** A chat-completions server that answers at once and always the same: what is left of a request's time is the target's. */
final class FakeProvider {
    static final String PATH = "/v1/chat/completions";

    private FakeProvider() {}

    /** Runs until its process ends; says its port on the first line. */
    public static void main(String[] arguments) {
        Buffer completion = Completions.whole();
        HttpServer server = Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> answer(request, completion))
                .listen(0, "127.0.0.1")
                .await();
        ChildProcess.announce(server.actualPort());
    }

    private static void answer(HttpServerRequest request, Buffer completion) {
        request.end()
                .compose(read -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(completion))
                .onFailure(gone -> request.connection().close().onFailure(FakeProvider::isGone));
    }

    /** A caller that hung up needs no answer. */
    private static void isGone(Throwable ignored) {}
}
