package dev.keelson.http;

import io.vertx.core.Future;

/** Answers the requests of one route: parse, call one use case, map its output. */
@FunctionalInterface
public interface RouteHandler {

    /** Called once the caller may use the route and its body, if any, is here. Expected failures fail the future. */
    Future<Answer> handle(ApiRequest request);

    /** What the body may be. */
    default BodyPolicy body() {
        return BodyPolicy.NONE;
    }

    /** A handler that reads a body. */
    static RouteHandler reading(BodyPolicy policy, RouteHandler handler) {
        return new Reading(policy, handler);
    }

    /** A handler with its body policy. */
    record Reading(BodyPolicy body, RouteHandler handler) implements RouteHandler {

        @Override
        public Future<Answer> handle(ApiRequest request) {
            return handler.handle(request);
        }
    }
}
