package dev.keelson.http;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds the bytes of all request bodies that are held at one time. Safe for concurrent use. */
final class BodyBudget {
    private final long limit;
    private final AtomicLong held = new AtomicLong();

    BodyBudget(long limit) {
        this.limit = limit;
    }

    /** Fails with {@link ErrorCode#OVERLOADED}, holding nothing of it. */
    void take(int bytes) {
        if (held.addAndGet(bytes) > limit) {
            held.addAndGet(-bytes);
            throw new KeelsonException(ErrorCode.OVERLOADED, "too many large requests at one time");
        }
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }
}
