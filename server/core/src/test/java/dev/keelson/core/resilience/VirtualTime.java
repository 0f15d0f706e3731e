package dev.keelson.core.resilience;

import com.github.benmanes.caffeine.cache.Ticker;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/** A clock, a ticker and a Vert.x whose timers fire when the test says so, on the test's thread. */
final class VirtualTime {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private final Vertx vertx;
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::dueNanos).thenComparingLong(Timer::id));
    private final Map<Long, Timer> waiting = new HashMap<>();
    private long nowNanos = 1;
    private long lastId;

    /** {@code real} does everything but timers. */
    VirtualTime(Vertx real) {
        vertx = (Vertx) Proxy.newProxyInstance(
                Vertx.class.getClassLoader(),
                new Class<?>[] {Vertx.class},
                (proxy, method, arguments) -> invoke(real, method, arguments));
    }

    private record Timer(long id, long dueNanos, Runnable action) {}

    Vertx vertx() {
        return vertx;
    }

    Ticker ticker() {
        return () -> nowNanos;
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("UTC only");
            }

            @Override
            public Instant instant() {
                return START.plusNanos(nowNanos);
            }
        };
    }

    Duration sinceStart() {
        return Duration.ofNanos(nowNanos);
    }

    void after(Duration delay, Runnable action) {
        long unused = schedule(delay.toNanos(), action);
    }

    /** Fires what is due within {@code time}, each timer at its own moment. */
    void advance(Duration time) {
        long end = nowNanos + time.toNanos();
        for (Timer next = timers.peek(); next != null && next.dueNanos <= end; next = timers.peek()) {
            Timer due = timers.remove();
            nowNanos = Math.max(nowNanos, due.dueNanos);
            if (waiting.remove(due.id) != null) {
                due.action.run();
            }
        }
        nowNanos = end;
    }

    int timersWaiting() {
        return waiting.size();
    }

    private long schedule(long delayNanos, Runnable action) {
        Timer timer = new Timer(++lastId, nowNanos + delayNanos, action);
        timers.add(timer);
        waiting.put(timer.id, timer);
        return timer.id;
    }

    @SuppressWarnings("unchecked") // the only handlers of setTimer take its id
    private Object invoke(Vertx real, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("setTimer")) {
            Handler<Long> handler = (Handler<Long>) arguments[1];
            long[] id = new long[1];
            id[0] = schedule(Duration.ofMillis((Long) arguments[0]).toNanos(), () -> handler.handle(id[0]));
            return id[0];
        }
        if (method.getName().equals("cancelTimer")) {
            return waiting.remove((Long) arguments[0]) != null;
        }
        try {
            return Objects.requireNonNullElse(method.invoke(real, arguments), Void.TYPE);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
