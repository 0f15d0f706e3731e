package dev.keelson.http;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Set;

/** Refuses a router that has a route which nobody declared, so that none can exist without a guard. */
final class RouteAudit {
    private final Set<Route> known;

    RouteAudit(Set<Route> known) {
        this.known = Set.copyOf(known);
    }

    /** Throws an {@link IllegalStateException} that names the routes. */
    void requireKnown(Router router) {
        List<String> rogue = router.getRoutes().stream()
                .filter(route -> !known.contains(route))
                .map(route -> route.methods() + " " + route.getPath())
                .toList();
        if (!rogue.isEmpty()) {
            throw new IllegalStateException("routes without a declared permission: " + String.join(", ", rogue));
        }
    }
}
