package dev.keelson.plugin.api;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The only exception that crosses the plugin boundary: thrown, or the failure of a returned stage. Anything else is
 * treated as a bug of the plugin and reported under its name.
 *
 * <p>The message is shown to operators and stored in traces: it must not contain secrets.
 */
public final class PluginException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorType type;
    private final @Nullable String upstreamCode;
    private final @Nullable Duration retryAfter;
    private final @Nullable String requestId;

    public PluginException(ErrorType type, String message) {
        this(type, message, null, null, null, null);
    }

    public PluginException(ErrorType type, String message, Throwable cause) {
        this(type, message, null, null, null, cause);
    }

    private PluginException(
            ErrorType type,
            String message,
            @Nullable String upstreamCode,
            @Nullable Duration retryAfter,
            @Nullable String requestId,
            @Nullable Throwable cause) {
        super(message, cause);
        this.type = Objects.requireNonNull(type, "type");
        this.upstreamCode = upstreamCode;
        this.retryAfter = retryAfter;
        this.requestId = requestId;
    }

    /** A copy that carries the code which the remote side gave, such as {@code rate_limit_exceeded}. */
    public PluginException withUpstreamCode(String code) {
        return new PluginException(type, messageText(), code, retryAfter, requestId, getCause());
    }

    /** A copy that says how long the remote side asked to wait. */
    public PluginException withRetryAfter(Duration wait) {
        return new PluginException(type, messageText(), upstreamCode, wait, requestId, getCause());
    }

    /** A copy that carries the remote side's id of the request. */
    public PluginException withRequestId(String id) {
        return new PluginException(type, messageText(), upstreamCode, retryAfter, id, getCause());
    }

    public ErrorType type() {
        return type;
    }

    public Optional<String> upstreamCode() {
        return Optional.ofNullable(upstreamCode);
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    private String messageText() {
        return Objects.requireNonNullElse(getMessage(), "");
    }
}
