package dev.keelson.app;

import dev.keelson.http.ReadinessCheck;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** A readiness check made of a name and a question. */
record NamedCheck(String name, boolean isVital, Supplier<Future<Void>> question) implements ReadinessCheck {

    @Override
    public Future<Void> check() {
        return question.get();
    }
}
