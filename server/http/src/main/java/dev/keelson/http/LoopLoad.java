package dev.keelson.http;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Keeps an event loop from taking on more than it can do at once. How late its own timer fires is how long ready work waits
 * there, whatever models and stores take: while that is too long, fewer requests are let in, down to a floor that a loop
 * always bears; when it is short again, more. One for each event loop; {@link #enter} and {@link #leave} may be called from
 * any thread.
 */
final class LoopLoad {
    static final Duration EVERY = Duration.ofMillis(20);
    /** Below it work that waits for models would be refused although the loop is free. */
    static final int FLOOR = 32;

    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final long ON_TIME_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** Made once: a refusal must cost next to nothing. */
    private final KeelsonException refusal = new KeelsonException(
                    ErrorCode.OVERLOADED, "the server has more to do than it can")
            .withRetryAfter(Duration.ofSeconds(1));

    private final int most;
    private final LongSupplier nanoTime;
    private final AtomicInteger now = new AtomicInteger();
    private volatile int allowed;
    private long due;

    LoopLoad(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
        allowed = most;
    }

    /** Begins to measure the event loop on which it is called. */
    void start(Vertx vertx) {
        due = nanoTime.getAsLong() + EVERY.toNanos();
        vertx.setTimer(EVERY.toMillis(), timer -> {
            measured(nanoTime.getAsLong() - due);
            start(vertx);
        });
    }

    /** Throws {@link ErrorCode#OVERLOADED}. Each return is followed by one {@link #leave}. */
    void enter() {
        if (now.incrementAndGet() > allowed) {
            now.decrementAndGet();
            throw refusal;
        }
    }

    void leave() {
        now.decrementAndGet();
    }

    /** How many requests may be under way on this loop. */
    int allowed() {
        return allowed;
    }

    /** A fifth less than there are while the loop is late, a twentieth more while it is on time. */
    void measured(long lateNanos) {
        if (lateNanos > LATE_NANOS) {
            allowed = Math.max(Math.min(FLOOR, most), Math.min(allowed, now.get()) * 4 / 5);
        } else if (lateNanos < ON_TIME_NANOS) {
            allowed = Math.min(most, allowed + allowed / 20 + 1);
        }
    }
}
