package dev.keelson.core.error;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A failure that Keelson understands. Its message goes to the caller: no secrets, no internals. */
public final class KeelsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<Violation> violations;
    private final transient @Nullable Object current;
    private final @Nullable Duration retryAfter;
    private final @Nullable String executionId;

    public KeelsonException(ErrorCode code, String message) {
        this(code, message, List.of());
    }

    public KeelsonException(ErrorCode code, String message, List<Violation> violations) {
        this(new Parts(code, message, violations, null, null, null, null));
    }

    public KeelsonException(ErrorCode code, String message, Throwable cause) {
        this(new Parts(code, message, List.of(), null, null, null, cause));
    }

    private KeelsonException(Parts parts) {
        super(parts.message, parts.cause);
        code = Objects.requireNonNull(parts.code, "code");
        violations = List.copyOf(parts.violations);
        current = parts.current;
        retryAfter = parts.retryAfter;
        executionId = parts.executionId;
    }

    /** A lost compare-and-set; {@code current} is the domain object as it is now. */
    public static KeelsonException stale(String message, Object current) {
        return new KeelsonException(new Parts(ErrorCode.REVISION_STALE, message, List.of(), current, null, null, null));
    }

    /** A copy that carries what the caller has to look at. */
    public KeelsonException withCurrent(Object object) {
        return new KeelsonException(new Parts(code, text(), violations, object, retryAfter, executionId, this));
    }

    /** A copy that says when to try again. */
    public KeelsonException withRetryAfter(Duration wait) {
        return new KeelsonException(new Parts(code, text(), violations, current, wait, executionId, this));
    }

    /** A copy that names the execution whose trace tells more. */
    public KeelsonException withExecutionId(String id) {
        return new KeelsonException(new Parts(code, text(), violations, current, retryAfter, id, this));
    }

    public ErrorCode code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    /**
     * The current domain object, on {@link ErrorCode#REVISION_STALE}; on {@link ErrorCode#CONTRACT_CHANGED} the schema change
     * that has to be approved.
     */
    public Optional<Object> current() {
        return Optional.ofNullable(current);
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public Optional<String> executionId() {
        return Optional.ofNullable(executionId);
    }

    /** The message, never null. */
    public String text() {
        return Objects.requireNonNullElse(getMessage(), "");
    }

    private record Parts(
            ErrorCode code,
            String message,
            List<Violation> violations,
            @Nullable Object current,
            @Nullable Duration retryAfter,
            @Nullable String executionId,
            @Nullable Throwable cause) {}
}
