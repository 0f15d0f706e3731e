package dev.keelson.http;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.TreeSet;

/** Answers requests that no route takes: unknown path, wrong method, malformed request line. */
final class UnroutedHandler {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int INTERNAL_ERROR = 500;

    private final List<DeclaredRoute> routes;
    private final Surface surface;
    private final Admission admission;

    UnroutedHandler(List<DeclaredRoute> routes, Surface surface, Admission admission) {
        this.routes = routes;
        this.surface = surface;
        this.admission = admission;
    }

    void mount(Router router) {
        router.errorHandler(BAD_REQUEST, context -> fail(context, malformed()));
        router.errorHandler(NOT_FOUND, context -> fail(context, notFound()));
        router.errorHandler(METHOD_NOT_ALLOWED, this::wrongMethod);
        router.errorHandler(INTERNAL_ERROR, context -> fail(context, context.failure()));
    }

    private void wrongMethod(RoutingContext context) {
        var allowed = new TreeSet<String>();
        String path = context.normalizedPath();
        routes.stream()
                .filter(route -> route.matches(path))
                .map(DeclaredRoute::method)
                .forEach(method -> {
                    allowed.add(method.name());
                    if (method.equals(HttpMethod.GET)) {
                        allowed.add(HttpMethod.HEAD.name());
                    }
                });
        String list = String.join(", ", allowed);
        context.response().putHeader(HttpHeaders.ALLOW, list);
        fail(
                context,
                new KeelsonException(
                        ErrorCode.METHOD_NOT_ALLOWED, "the method does not fit the path (allowed: " + list + ")"));
    }

    private void fail(RoutingContext context, Throwable failure) {
        String id = admission.ids().of(context.request());
        if (!context.response().headWritten()) {
            ResponseWriter.prepare(context.response(), id, surface.headers());
        }
        String path = context.request().path();
        ResponseWriter.write(
                context,
                surface.failure(Failures.known(failure, id), new Surface.FailedRequest(id, path == null ? "" : path)));
    }

    private static KeelsonException malformed() {
        return new KeelsonException(ErrorCode.MALFORMED_REQUEST, "the request line or the Host header is malformed");
    }

    private static KeelsonException notFound() {
        return new KeelsonException(ErrorCode.ROUTE_NOT_FOUND, "no route has this path");
    }
}
