package dev.keelson.core.resilience;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.random.RandomGenerator;

/**
 * Gets an answer out of a group of equivalent models: tries the best one that is healthy, again where that helps, then the
 * next, all within the step's deadline and a budget. Safe for concurrent use.
 */
public final class Failover {
    private final Parts parts;
    private final ResilienceConfig config;
    private final RetryBudget budget;
    private final Backoff backoff;

    public Failover(Parts parts) {
        this.parts = parts;
        config = parts.board().config();
        budget = new RetryBudget(config.retry());
        backoff = new Backoff(config.retry(), parts.random());
    }

    /** What failover is made of. */
    public record Parts(Vertx vertx, TargetHealthBoard board, Ticker ticker, RandomGenerator random) {}

    /** Fails with {@link KeelsonException} only. */
    public Future<Answer> call(ModelStep step) {
        return new FailoverRun(this, step).run();
    }

    Vertx vertx() {
        return parts.vertx();
    }

    Ticker ticker() {
        return parts.ticker();
    }

    TargetHealthBoard board() {
        return parts.board();
    }

    ResilienceConfig config() {
        return config;
    }

    RetryBudget budget() {
        return budget;
    }

    Backoff backoff() {
        return backoff;
    }
}
