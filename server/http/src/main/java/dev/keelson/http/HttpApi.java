package dev.keelson.http;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The HTTP side of a Keelson server: every route, its guards and its bounds. One for all listeners of a process. */
public final class HttpApi {
    private static final int MAX_REQUEST_LINE = 8_192;
    private static final int MAX_HEADERS = 16_384;

    private final HttpConfig config;
    private final Surface surface;
    private final List<DeclaredRoute> routes;
    private final Admission admission;

    /** {@code surface}: of the API, and for whatever no route takes. */
    public HttpApi(HttpConfig config, Surface surface, List<? extends Routes> groups) {
        this.config = config;
        this.surface = surface;
        var registry = new RouteRegistry(surface);
        groups.forEach(group -> group.declare(registry));
        routes = registry.routes();
        admission = Admission.of(config.limits());
    }

    /** Every route, in the order in which they are tried. */
    public List<DeclaredRoute> routes() {
        return routes;
    }

    /** Requests that are worked on now. */
    public int inFlight() {
        return admission.inFlight().now();
    }

    /** A router with exactly the declared routes. */
    public Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        RouteAudit audit = mount(router, load());
        audit.requireKnown(router);
        return router;
    }

    /** A server that is ready to listen on the configured address; one for each event loop. */
    public HttpServer server(Vertx vertx) {
        return server(vertx, router -> {});
    }

    /**
     * Lets {@code more} change the router, and refuses to build a server when it then has a route that was not declared.
     */
    HttpServer server(Vertx vertx, Consumer<Router> more) {
        Router router = Router.router(vertx);
        LoopLoad load = load();
        RouteAudit audit = mount(router, load);
        more.accept(router);
        audit.requireKnown(router);
        var guard = new ConnectionGuard(config, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        guard.start(vertx);
        load.start(vertx);
        HttpServer server = vertx.createHttpServer(serverOptions());
        return server.connectionHandler(guard)
                .requestHandler(request -> {
                    guard.requestBegins(request);
                    router.handle(request);
                })
                .invalidRequestHandler(this::refuse);
    }

    /** Bounds that Vert.x leaves open by default are set; HTTP/2 without TLS and compression are off. */
    public HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setTcpNoDelay(true)
                .setReuseAddress(true)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(config.deadlines().idle().toMillis()))
                .setMaxInitialLineLength(MAX_REQUEST_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setHandle100ContinueAutomatically(false)
                .setDecompressionSupported(false)
                .setCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHttp2ClearTextEnabled(false);
    }

    private LoopLoad load() {
        return new LoopLoad(config.limits().inFlight(), System::nanoTime);
    }

    private RouteAudit mount(Router router, LoopLoad load) {
        Set<Route> known = new HashSet<>();
        for (DeclaredRoute declared : routes) {
            Route route = router.route(declared.method(), declared.routerPath());
            if (declared.method().equals(HttpMethod.GET)) {
                route.method(HttpMethod.HEAD);
            }
            known.add(route.handler(new RouteDispatcher(declared, admission, load)));
        }
        new UnroutedHandler(routes, surface, admission).mount(router);
        return new RouteAudit(known);
    }

    /** Answers what is no HTTP; where its next request would start is unknown, so the connection is closed. */
    private void refuse(HttpServerRequest request) {
        String id = admission.ids().of(request);
        ResponseWriter.prepare(request.response(), id, surface.headers());
        var failure = new KeelsonException(
                ErrorCode.MALFORMED_REQUEST,
                "the request's head is malformed or too long (expected: request line at most " + MAX_REQUEST_LINE
                        + " bytes, headers at most " + MAX_HEADERS + " bytes)");
        Answer answer = surface.failure(failure, new Surface.FailedRequest(id, ""));
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        ResponseWriter.writeAll(request, request.response(), answer);
        request.connection().close();
    }
}
