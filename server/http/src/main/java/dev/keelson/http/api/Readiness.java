package dev.keelson.http.api;

import dev.keelson.http.ReadinessCheck;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server can do its work now. Checks run at most once a second, however often they are asked for, and each has
 * two seconds. Safe for concurrent use.
 */
public final class Readiness {
    private static final Duration MEMORY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<ReadinessCheck> checks;
    private final AtomicReference<@Nullable Round> last = new AtomicReference<>();

    public Readiness(List<? extends ReadinessCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    /** How one part stands. */
    record Part(String name, boolean ready, boolean vital) {}

    private record Round(long startNanos, Future<List<Part>> parts) {}

    /** Never fails. */
    Future<List<Part>> now() {
        Round round = last.get();
        if (round != null && (!round.parts().isComplete() || isFresh(round))) {
            return round.parts();
        }
        var next = new Round(System.nanoTime(), checkAll());
        last.set(next);
        return next.parts();
    }

    private static boolean isFresh(Round round) {
        return System.nanoTime() - round.startNanos() < MEMORY.toNanos();
    }

    private Future<List<Part>> checkAll() {
        List<Future<Part>> parts = checks.stream().map(Readiness::part).toList();
        return Future.all(parts).map(all -> parts.stream().map(Future::result).toList());
    }

    private static Future<Part> part(ReadinessCheck check) {
        return Future.succeededFuture()
                .compose(go -> check.check())
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .map(new Part(check.name(), true, check.isVital()))
                .otherwise(new Part(check.name(), false, check.isVital()));
    }
}
