package dev.keelson.http;

import dev.keelson.core.access.Permission;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;

/** Collects the routes of the server. A route can't be declared without saying who may use it. */
public final class RouteRegistry {
    private final List<DeclaredRoute> routes;
    private final Surface surface;

    RouteRegistry(Surface surface) {
        this(surface, new ArrayList<>());
    }

    private RouteRegistry(Surface surface, List<DeclaredRoute> routes) {
        this.surface = surface;
        this.routes = routes;
    }

    /** The same registry, for routes of another surface. */
    public RouteRegistry on(Surface other) {
        return new RouteRegistry(other, routes);
    }

    /** Declares a route for principals that have the permission. */
    public void secured(Permission permission, HttpMethod method, String path, RouteHandler handler) {
        add(new DeclaredRoute(method, path, new Access.Needs(permission), surface, handler));
    }

    /** Declares a route for every principal; {@code reason} says why no permission is needed. */
    public void anyPrincipal(String reason, HttpMethod method, String path, RouteHandler handler) {
        add(new DeclaredRoute(method, path, new Access.AnyPrincipal(requireReason(reason)), surface, handler));
    }

    /** Declares a route for everyone; {@code reason} says why that does no harm. */
    public void open(String reason, HttpMethod method, String path, RouteHandler handler) {
        add(new DeclaredRoute(method, path, new Access.Open(requireReason(reason)), surface, handler));
    }

    List<DeclaredRoute> routes() {
        return List.copyOf(routes);
    }

    private void add(DeclaredRoute route) {
        for (DeclaredRoute other : routes) {
            if (other.method().equals(route.method()) && other.shape().equals(route.shape())) {
                throw new IllegalStateException("route declared twice: " + other.id() + " and " + route.id());
            }
        }
        routes.add(route);
    }

    private static String requireReason(String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason: blank (expected: why the route needs no permission)");
        }
        return reason;
    }
}
