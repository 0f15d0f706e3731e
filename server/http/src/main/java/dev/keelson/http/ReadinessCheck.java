package dev.keelson.http;

import io.vertx.core.Future;

/** Tells whether a part that requests depend on, such as the store, can be used now. */
public interface ReadinessCheck {

    /** The part's name in the answer of {@code /health/ready}. */
    String name();

    /** Whether the server is of no use without it; it is degraded, but ready, without the others. */
    default boolean isVital() {
        return true;
    }

    /** Fails when the part can't be used; the failure is not shown to the caller. */
    Future<Void> check();
}
