package dev.keelson.http;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds the requests that are worked on at one time. Safe for concurrent use. */
final class InFlight {
    private final int limit;
    private final AtomicInteger now = new AtomicInteger();

    InFlight(int limit) {
        this.limit = limit;
    }

    /** Fails with {@link ErrorCode#OVERLOADED}. Each success is followed by one {@link #leave}. */
    void enter() {
        if (now.incrementAndGet() > limit) {
            now.decrementAndGet();
            throw new KeelsonException(ErrorCode.OVERLOADED, "the server works on as many requests as it can");
        }
    }

    void leave() {
        now.decrementAndGet();
    }

    int now() {
        return now.get();
    }
}
