package dev.keelson.core.resilience;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.resilience.ResilienceConfig.Breaking;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breaker of one target. When it opens and for how long is decided here; being open, letting one probe through
 * and closing are Vert.x Circuit Breaker's. Safe for concurrent use.
 */
final class Breaker {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int MAX_CHANGES_A_MINUTE = 6;
    /** A probe, a closing and an opening must still fit. */
    private static final int FREE_CHANGES = 3;

    private final String name;
    private final Vertx vertx;
    private final Ticker ticker;
    private final Breaking config;
    private final FailureWindow window;
    /** Times of the last changes of state, the newest last. */
    private final Deque<Long> changes = new ArrayDeque<>();

    /** Null while closed. */
    private @Nullable CircuitBreaker gate;

    /** Between two probes of which the first said nothing: half-open all the time for whoever asks. */
    private boolean renewing;

    private int openings;
    private long sinceNanos;
    private long openNanos;

    Breaker(String name, Vertx vertx, Ticker ticker, Breaking config) {
        this.name = name;
        this.vertx = vertx;
        this.ticker = ticker;
        this.config = config;
        window = new FailureWindow(ticker, config.window());
        sinceNanos = ticker.read();
    }

    /** Leave to make one call. */
    interface Pass {
        /** Is told the outcome once; {@code good}: null when it says nothing about health. */
        void ended(@Nullable Boolean good);
    }

    /** Null when the breaker lets no call pass now. */
    synchronized @Nullable Pass tryEnter() {
        CircuitBreaker current = gate;
        if (current == null) {
            return this::ended;
        }
        return current.state() == io.vertx.circuitbreaker.CircuitBreakerState.HALF_OPEN ? tryProbe(current) : null;
    }

    synchronized BreakerState state() {
        CircuitBreaker current = gate;
        if (current == null) {
            return BreakerState.CLOSED;
        }
        return switch (current.state()) {
            case OPEN -> renewing ? BreakerState.HALF_OPEN : BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
            case CLOSED -> BreakerState.CLOSED;
        };
    }

    synchronized int consecutiveFailures() {
        return window.consecutiveFailures();
    }

    synchronized double failureRatio() {
        return window.failureRatio();
    }

    /** Time of the ticker at which the present state began. */
    synchronized long sinceNanos() {
        return sinceNanos;
    }

    synchronized boolean hasEverChanged() {
        return !changes.isEmpty();
    }

    /** Until a probe is let through; zero when that is so or calls pass. */
    synchronized Duration untilProbe() {
        return state() == BreakerState.OPEN
                ? Duration.ofNanos(Math.max(0, sinceNanos + openNanos - ticker.read()))
                : Duration.ZERO;
    }

    /** Lets the next call probe, unless the breaker changes too often; for when a health check was good. */
    synchronized void probeEarly() {
        if (state() == BreakerState.OPEN && untilChangesAreFree() == 0) {
            openNanos = 0;
            gate = opened(1);
        }
    }

    private @Nullable Pass tryProbe(CircuitBreaker halfOpen) {
        Promise<Void> outcome = Promise.promise();
        boolean[] entered = {false};
        // Vert.x runs the command before it returns when it lets it through, and not at all when it does not.
        Future<Void> unused = halfOpen.execute(() -> {
            entered[0] = true;
            return outcome.future();
        });
        return entered[0] ? good -> probed(halfOpen, outcome, good) : null;
    }

    private synchronized void ended(@Nullable Boolean good) {
        if (gate != null || good == null) {
            return;
        }
        if (good) {
            window.good();
            return;
        }
        window.bad();
        if (mustOpen()) {
            open();
        }
    }

    private synchronized void probed(CircuitBreaker asked, Promise<Void> outcome, @Nullable Boolean good) {
        if (gate != asked) {
            return;
        }
        if (good == null) {
            renewing = true;
            gate = opened(1);
        } else if (good) {
            outcome.complete();
            window.clear();
            gate = null;
            changed();
        } else {
            window.bad();
            open();
        }
    }

    private boolean mustOpen() {
        return window.consecutiveFailures() >= config.consecutiveFailures()
                || (window.calls() >= config.minCalls() && window.failureRatio() >= config.failureRatio());
    }

    /** A breaker that was closed for as long as the longest opening starts anew. */
    private void open() {
        if (ticker.read() - sinceNanos > config.maxOpen().toNanos()) {
            openings = 0;
        }
        openings++;
        changed();
        long wanted =
                Math.min(config.open().toNanos() * openings, config.maxOpen().toNanos());
        openNanos = Math.max(wanted, untilChangesAreFree());
        gate = opened(Math.max(1, openNanos / 1_000_000));
    }

    private CircuitBreaker opened(long millis) {
        CircuitBreaker breaker = CircuitBreaker.create(
                name, vertx, new CircuitBreakerOptions().setTimeout(-1).setResetTimeout(millis));
        return breaker.halfOpenHandler(nothing -> timeToProbe(breaker)).open();
    }

    private synchronized void timeToProbe(CircuitBreaker opened) {
        if (gate != opened) {
            return;
        }
        if (!renewing) {
            changed();
        }
        renewing = false;
    }

    private void changed() {
        sinceNanos = ticker.read();
        changes.addLast(sinceNanos);
        if (changes.size() > MAX_CHANGES_A_MINUTE) {
            changes.removeFirst();
        }
    }

    /** Nanoseconds until a probe and what may follow it at once stay within the changes of a minute. */
    private long untilChangesAreFree() {
        if (changes.size() <= MAX_CHANGES_A_MINUTE - FREE_CHANGES) {
            return 0;
        }
        Iterator<Long> newestFirst = changes.descendingIterator();
        for (int i = 0; i < MAX_CHANGES_A_MINUTE - FREE_CHANGES; i++) {
            newestFirst.next();
        }
        return Math.max(0, newestFirst.next() + MINUTE - ticker.read());
    }
}
