package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.ErrorType;
import java.util.Map;
import java.util.Set;

/** Decides what kind of failure an upstream's error is. Codes say more than statuses, so they are asked first. */
final class ErrorTypes {
    private static final Set<String> SPEND_LIMITS =
            Set.of("enforced_spend_limit_reached", "contract_spend_limit_reached");
    private static final String[] QUOTA_PHRASES = {
        "credit balance", "spend limit", "spending limit", "specified api usage limits"
    };
    private static final String[] CONTEXT_PHRASES = {
        "prompt is too long", "input is too long", "exceed context limit", "context window"
    };
    /** The status that goes with an error which came inside an answer with a good status. */
    private static final Map<String, Integer> STATUSES = Map.ofEntries(
            Map.entry("invalid_request_error", 400),
            Map.entry("authentication_error", 401),
            Map.entry("billing_error", 402),
            Map.entry("permission_error", 403),
            Map.entry("not_found_error", 404),
            Map.entry("conflict_error", 409),
            Map.entry("request_too_large", 413),
            Map.entry("rate_limit_error", 429),
            Map.entry("api_error", 500),
            Map.entry("timeout_error", 504),
            Map.entry("overloaded_error", 529));

    private ErrorTypes() {}

    static ErrorType of(int status, UpstreamError error) {
        boolean aboutTheRequest = status == 400 || status == 413;
        boolean quota = status == 402 || error.type().equals("billing_error") || SPEND_LIMITS.contains(error.code());
        if (quota || ((aboutTheRequest || status == 403 || status == 429) && error.mentions(QUOTA_PHRASES))) {
            return ErrorType.QUOTA_EXHAUSTED;
        }
        if (aboutTheRequest && error.mentions(CONTEXT_PHRASES)) {
            return ErrorType.CONTEXT_LENGTH;
        }
        if (status == 400 && error.mentions("content filtering")) {
            return ErrorType.CONTENT_FILTER;
        }
        return ofStatus(status);
    }

    /** For an error that came with a good status; one that is not known is the upstream's own trouble. */
    static ErrorType ofType(UpstreamError error) {
        return of(STATUSES.getOrDefault(error.type(), 503), error);
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
}
