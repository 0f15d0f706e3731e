package dev.keelson.plugin.api;

/** What went wrong in a plugin or behind it, in the classes that the host acts on. */
public enum ErrorType {
    /** The request can never succeed as it stands (HTTP 400, 413, 422). */
    INVALID_REQUEST(false),
    /** The plugin's settings are wrong or incomplete. */
    CONFIG(false),
    /** The credential is missing, wrong or lacks a right (HTTP 401, 403). */
    AUTHENTICATION(false),
    /** Unknown model or resource (HTTP 404). */
    NOT_FOUND(false),
    /** The input is longer than the model's context. */
    CONTEXT_LENGTH(false),
    /** The provider refused for reasons of policy or safety. */
    CONTENT_FILTER(false),
    /** The plugin can't do what is asked, such as free text generation by a classifier. */
    UNSUPPORTED(false),
    /** Money or quota is used up; waiting seconds does not help. */
    QUOTA_EXHAUSTED(false),
    /** Too many requests; try again after {@link PluginException#retryAfter()}. */
    RATE_LIMITED(true),
    /** No answer within the deadline. */
    TIMEOUT(true),
    /** The other side is down or overloaded (HTTP 5xx, refused or cut connection). */
    UNAVAILABLE(true),
    /** The answer could not be understood. */
    MALFORMED_RESPONSE(true),
    /** The host's egress rules forbid the address. */
    BLOCKED(false),
    /** A fault in the plugin itself. */
    INTERNAL(false);

    private final boolean retryable;

    ErrorType(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether the same request may succeed a little later or elsewhere. */
    public boolean retryable() {
        return retryable;
    }
}
