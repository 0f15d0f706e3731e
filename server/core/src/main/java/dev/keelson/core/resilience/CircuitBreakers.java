package dev.keelson.core.resilience;

import dev.keelson.plugin.api.PluginException;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * One circuit breaker for each model at each provider. Five failures in a minute that say something about the model's
 * health open it; after ten seconds one call probes whether to close it.
 */
public final class CircuitBreakers {
    private static final CircuitBreakerOptions OPTIONS = new CircuitBreakerOptions()
            .setMaxFailures(5)
            .setFailuresRollingWindow(60_000)
            .setResetTimeout(10_000)
            // The model client keeps the deadline of each call.
            .setTimeout(-1);

    private final Vertx vertx;
    private final ConcurrentMap<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    public CircuitBreakers(Vertx vertx) {
        this.vertx = vertx;
    }

    /** {@code target}: {@code provider/model}. */
    public boolean isOpen(String target) {
        CircuitBreaker breaker = breakers.get(target);
        return breaker != null && breaker.state() == CircuitBreakerState.OPEN;
    }

    /** Runs the call unless the breaker is open; then fails with Vert.x's OpenCircuitException. */
    public <T> Future<T> execute(String target, Supplier<Future<T>> call) {
        return breaker(target).execute(call);
    }

    private CircuitBreaker breaker(String target) {
        CircuitBreaker known = breakers.get(target);
        return known != null ? known : breakers.computeIfAbsent(target, this::create);
    }

    private CircuitBreaker create(String target) {
        return CircuitBreaker.create(target, vertx, OPTIONS)
                .failurePolicy(result -> result.failed() && saysSomethingAboutHealth(result.cause()));
    }

    private static boolean saysSomethingAboutHealth(Throwable failure) {
        return !(failure instanceof PluginException known) || known.type().retryable();
    }
}
