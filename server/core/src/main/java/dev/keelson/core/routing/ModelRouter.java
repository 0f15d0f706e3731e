package dev.keelson.core.routing;

/** Decides which models may answer a call. Safe for concurrent use; does no I/O. */
@FunctionalInterface
public interface ModelRouter {

    RouteDecision route(RouteRequest request);
}
