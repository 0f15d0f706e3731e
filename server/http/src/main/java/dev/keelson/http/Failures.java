package dev.keelson.http;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.ErrorType;
import dev.keelson.core.error.KeelsonException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into a failure that a caller may see, and logs what only an operator may. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(1);

    private Failures() {}

    /** To be called once for each failure, where it is handled. */
    public static KeelsonException known(Throwable failure, String requestId) {
        if (!(failure instanceof KeelsonException known)) {
            LOG.error("request {} failed", requestId, failure);
            return new KeelsonException(ErrorCode.UNEXPECTED, "the server failed to handle this request");
        }
        if (known.code().type() == ErrorType.INTERNAL) {
            LOG.error("request {} failed", requestId, known);
            return new KeelsonException(known.code(), "the server failed to handle this request");
        }
        if (known.code() == ErrorCode.STORE_UNAVAILABLE) {
            LOG.warn("request {} failed: {}", requestId, known.text());
        }
        return withWait(known);
    }

    private static KeelsonException withWait(KeelsonException known) {
        boolean waits = known.code().type() == ErrorType.UNAVAILABLE;
        return waits && known.retryAfter().isEmpty() ? known.withRetryAfter(DEFAULT_WAIT) : known;
    }
}
