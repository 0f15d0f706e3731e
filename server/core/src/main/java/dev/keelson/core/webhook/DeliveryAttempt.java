package dev.keelson.core.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One try to deliver.
 *
 * @param status what the receiver answered; null when there was no answer
 * @param error why there was no answer; empty when there was one
 * @param answer the start of the receiver's answer, secrets masked
 */
public record DeliveryAttempt(Instant at, @Nullable Integer status, String error, Duration duration, String answer) {

    public DeliveryAttempt {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(answer, "answer");
    }

    public boolean succeeded() {
        return status != null && status >= 200 && status < 300;
    }

    /** The receiver wants nothing more. */
    boolean isGone() {
        return status != null && status == 410;
    }
}
