package dev.keelson.core.common;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;

/** Takes the expected failure out of a future. */
public final class Failures {

    private Failures() {}

    /** Waits; fails the test when the future succeeds or fails with something that is not a {@link KeelsonException}. */
    public static KeelsonException of(Future<?> future) {
        Throwable cause = causeOf(future);
        assertThat(cause).isInstanceOf(KeelsonException.class);
        return (KeelsonException) cause;
    }

    public static ErrorCode codeOf(Future<?> future) {
        return of(future).code();
    }

    /** Waits; fails the test when the future succeeds. */
    public static Throwable causeOf(Future<?> future) {
        Throwable cause = future.<Throwable>transform(outcome -> Future.succeededFuture(outcome.cause()))
                .await();
        assertThat(cause).as("the future failed").isNotNull();
        return cause;
    }
}
