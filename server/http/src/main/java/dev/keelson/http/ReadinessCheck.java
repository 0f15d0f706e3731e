package dev.keelson.http;

import io.vertx.core.Future;

/** Tells whether a part that requests depend on, such as the store, can be used now. */
public interface ReadinessCheck {

    /** The part's name in the answer of {@code /health/ready}. */
    String name();

    /** Fails when the part can't be used; the failure is not shown to the caller. */
    Future<Void> check();
}
