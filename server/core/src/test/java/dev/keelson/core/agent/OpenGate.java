package dev.keelson.core.agent;

import io.vertx.core.Future;

/** Lets every move pass, for tests of something else. */
public final class OpenGate implements AliasGate {

    @Override
    public Future<Pass> check(PlannedMove move) {
        return Future.succeededFuture(Pass.FREE);
    }

    @Override
    public Future<Boolean> isFree(PlannedMove move) {
        return Future.succeededFuture(true);
    }
}
