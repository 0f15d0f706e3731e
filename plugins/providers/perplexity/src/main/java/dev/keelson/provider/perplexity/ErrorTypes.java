package dev.keelson.provider.perplexity;

import dev.keelson.plugin.api.ErrorType;
import java.util.List;
import java.util.Set;

/** Decides what kind of failure an error is. Codes say more than statuses, so they are asked first. */
final class ErrorTypes {
    private static final Set<String> QUOTA =
            Set.of("insufficient_quota", "insufficient_credits", "credit_balance_exhausted", "quota_exceeded");
    private static final Set<String> CONTEXT = Set.of("context_length_exceeded");
    private static final Set<String> POLICY = Set.of("content_policy_violation", "content_filter");
    private static final Set<String> UNKNOWN_MODEL = Set.of("model_not_found", "invalid_model", "not_found");
    private static final Set<String> CREDENTIAL =
            Set.of("invalid_api_key", "authentication_error", "unauthorized", "permission_error", "forbidden");
    private static final Set<String> RATE =
            Set.of("rate_limit_exceeded", "rate_limit_error", "too_many_requests", "rate_limited");
    private static final Set<String> REQUEST = Set.of("invalid_request", "invalid_request_error", "validation_error");
    private static final List<String> CONTEXT_PHRASES = List.of(
            "maximum context length", "context window", "context length", "prompt is too long", "input is too long");

    private ErrorTypes() {}

    static ErrorType of(int status, AgentError error) {
        if (status == 402 || error.isOneOf(QUOTA)) {
            return ErrorType.QUOTA_EXHAUSTED;
        }
        if (error.isOneOf(CONTEXT) || (isAboutTheRequest(status) && error.mentions(CONTEXT_PHRASES))) {
            return ErrorType.CONTEXT_LENGTH;
        }
        if (status < 500 && error.isOneOf(POLICY)) {
            return ErrorType.CONTENT_FILTER;
        }
        if (isAboutTheRequest(status) && error.isOneOf(UNKNOWN_MODEL)) {
            return ErrorType.NOT_FOUND;
        }
        return ofStatus(status);
    }

    /** For an error that came with a good status: a code that is a status counts as one. */
    static ErrorType ofCode(AgentError error) {
        if (error.code().matches("[45]\\d\\d")) {
            return of(Integer.parseInt(error.code()), error);
        }
        if (error.isOneOf(RATE)) {
            return of(429, error);
        }
        if (error.isOneOf(CREDENTIAL)) {
            return of(401, error);
        }
        if (error.isOneOf(UNKNOWN_MODEL)) {
            return of(404, error);
        }
        return of(error.isOneOf(REQUEST) || error.isOneOf(POLICY) ? 400 : 503, error);
    }

    private static ErrorType ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> ErrorType.AUTHENTICATION;
            case 404 -> ErrorType.NOT_FOUND;
            case 408 -> ErrorType.TIMEOUT;
            case 409, 425 -> ErrorType.UNAVAILABLE;
            case 429 -> ErrorType.RATE_LIMITED;
            default -> ofClass(status / 100);
        };
    }

    private static ErrorType ofClass(int hundreds) {
        return switch (hundreds) {
            case 3 -> ErrorType.CONFIG;
            case 4 -> ErrorType.INVALID_REQUEST;
            case 5 -> ErrorType.UNAVAILABLE;
            default -> ErrorType.MALFORMED_RESPONSE;
        };
    }

    private static boolean isAboutTheRequest(int status) {
        return status == 400 || status == 413 || status == 422;
    }
}
