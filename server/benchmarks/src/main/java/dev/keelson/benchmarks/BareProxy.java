package dev.keelson.benchmarks;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The least that a gateway can do: it takes a request in, sends its body on and gives the answer back. It looks into neither.
 * Keelson is measured as a multiple of it.
 */
final class BareProxy extends VerticleBase {
    private static final int CONNECTIONS_PER_LOOP = 256;

    private final int upstreamPort;
    private final AtomicInteger port;

    private BareProxy(int upstreamPort, AtomicInteger port) {
        this.upstreamPort = upstreamPort;
        this.port = port;
    }

    /** Arguments: the port to send to and the number of event loops. Runs until its process ends. */
    public static void main(String[] arguments) {
        int upstreamPort = Integer.parseInt(arguments[0]);
        AtomicInteger port = new AtomicInteger();
        String deployment = Vertx.vertx()
                .deployVerticle(
                        () -> new BareProxy(upstreamPort, port),
                        new DeploymentOptions().setInstances(Integer.parseInt(arguments[1])))
                .await();
        if (!deployment.isEmpty()) {
            ChildProcess.announce(port.get());
        }
    }

    @Override
    public Future<HttpServer> start() {
        HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_LOOP));
        return vertx.createHttpServer()
                .requestHandler(request -> pass(request, client))
                .listen(port.get(), "127.0.0.1")
                .onSuccess(server -> port.set(server.actualPort()));
    }

    private void pass(HttpServerRequest request, HttpClient client) {
        request.body()
                .compose(body -> call(client, body))
                .compose(answer -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(answer))
                .onFailure(failure -> fail(request));
    }

    private Future<Buffer> call(HttpClient client, Buffer body) {
        return client.request(HttpMethod.POST, upstreamPort, "127.0.0.1", FakeProvider.PATH)
                .compose(request ->
                        request.putHeader("Content-Type", "application/json").send(body))
                .compose(response -> response.body());
    }

    private static void fail(HttpServerRequest request) {
        request.response()
                .setStatusCode(502)
                .end()
                .onFailure(gone -> request.connection().close().onFailure(ignored -> request.connection()));
    }
}
