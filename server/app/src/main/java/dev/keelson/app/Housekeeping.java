package dev.keelson.app;

import dev.keelson.core.execution.IdempotencyRepository;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what has served its time: claims on Idempotency-Keys after a day. */
final class Housekeeping {
    static final Duration IDEMPOTENCY_RETENTION = Duration.ofHours(24);
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final IdempotencyRepository claims;
    private final Clock clock;

    Housekeeping(IdempotencyRepository claims, Clock clock) {
        this.claims = claims;
        this.clock = clock;
    }

    void start(Vertx vertx) {
        vertx.setPeriodic(EVERY.toMillis(), timer -> sweep());
    }

    private void sweep() {
        claims.deleteBefore(clock.instant().minus(IDEMPOTENCY_RETENTION))
                .onFailure(failure -> LOG.warn("could not delete old idempotency claims", failure));
    }
}
