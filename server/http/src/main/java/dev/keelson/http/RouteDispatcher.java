package dev.keelson.http;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Serves one route, in this order: path, load, caller, permission, body, handler, answer. As it is the only way to a handler,
 * no path can lead around a guard.
 */
final class RouteDispatcher implements Handler<RoutingContext> {
    private final DeclaredRoute route;
    private final Admission admission;
    private final LoopLoad load;

    RouteDispatcher(DeclaredRoute route, Admission admission, LoopLoad load) {
        this.route = route;
        this.admission = admission;
        this.load = load;
    }

    @Override
    public void handle(RoutingContext context) {
        var request = new ApiRequest(context, admission.ids().of(context.request()));
        ResponseWriter.prepare(context.response(), request.id(), route.surface().headers());
        if (BodyReader.announced(context.request())) {
            context.request().pause();
        }
        if (isLight()) {
            answer(request).onComplete(answer -> ResponseWriter.write(context, answer.result()));
            return;
        }
        try {
            enter();
        } catch (KeelsonException overloaded) {
            ResponseWriter.write(context, failure(overloaded, request));
            return;
        }
        answer(request).onComplete(answer -> {
            admission.inFlight().leave();
            load.leave();
            ResponseWriter.write(context, answer.result());
        });
    }

    /** The loop first: it refuses at less cost. */
    private void enter() {
        load.enter();
        try {
            admission.inFlight().enter();
        } catch (KeelsonException full) {
            load.leave();
            throw full;
        }
    }

    /** Open reads, such as health checks, must answer under load too: they have no body and cost next to nothing. */
    private boolean isLight() {
        return route.access().open() && route.method().equals(HttpMethod.GET);
    }

    /** Never fails. */
    private Future<Answer> answer(ApiRequest request) {
        return Future.succeededFuture(request)
                .map(this::requirePlainTarget)
                .compose(this::authenticate)
                .compose(this::readAndHandle)
                .recover(failure -> Future.succeededFuture(failure(failure, request)));
    }

    /** Paths that mean another path (two slashes, dots, needless escapes) could mean something else to a proxy. */
    private ApiRequest requirePlainTarget(ApiRequest request) {
        HttpServerRequest http = request.request();
        if (!request.context().normalizedPath().equals(http.path())) {
            throw new KeelsonException(ErrorCode.ROUTE_NOT_FOUND, "the path is not in its normal form");
        }
        if (http.headers().getAll(HttpHeaders.HOST).size() > 1) {
            throw ApiRequest.malformed(HttpHeaders.HOST, "header given twice: host");
        }
        return request;
    }

    private Future<ApiRequest> authenticate(ApiRequest request) {
        if (route.access().open()) {
            return Future.succeededFuture(request);
        }
        return route.surface().authenticate(request.request()).map(principal -> {
            route.access().require(principal);
            return request.withPrincipal(principal);
        });
    }

    private Future<Answer> readAndHandle(ApiRequest request) {
        BodyPolicy policy = route.handler().body();
        if (policy.types().isEmpty()) {
            return route.handler().handle(request);
        }
        var reader = new BodyReader(request.request(), policy, admission.bodies());
        return reader.read(request.vertx())
                .compose(body -> route.handler().handle(request.withBody(body)))
                .eventually(() -> {
                    reader.release();
                    return Future.succeededFuture();
                });
    }

    private Answer failure(Throwable failure, ApiRequest request) {
        String path = request.request().path();
        return route.surface()
                .failure(Failures.known(failure, request.id()), new Surface.FailedRequest(request.id(), path));
    }
}
