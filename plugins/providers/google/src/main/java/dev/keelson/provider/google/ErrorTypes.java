package dev.keelson.provider.google;

import dev.keelson.plugin.api.ErrorType;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides what kind of failure an error is. */
final class ErrorTypes {
    private static final Set<String> CREDENTIAL = Set.of(
            "API_KEY_INVALID",
            "API_KEY_EXPIRED",
            "API_KEY_SERVICE_BLOCKED",
            "API_KEY_IP_ADDRESS_BLOCKED",
            "API_KEY_HTTP_REFERRER_BLOCKED",
            "ACCESS_TOKEN_EXPIRED",
            "CREDENTIALS_MISSING");
    private static final List<String> CREDENTIAL_PHRASES = List.of("api key not valid", "api key expired");
    private static final List<String> CONTEXT_PHRASES = List.of("maximum number of tokens", "size exceeds the limit");
    private static final List<String> BILLING_PHRASES = List.of("billing", "exceeded your current quota");
    private static final List<String> PLACE_PHRASES = List.of("location");
    /** A quota of zero, and not of 0.5 or 05. */
    private static final Pattern NO_QUOTA = Pattern.compile("limit: 0(?![.,]?\\d)");

    private ErrorTypes() {}

    /** {@code hasWait}: the answer says, anywhere, when to come back. */
    static ErrorType of(int status, GoogleError error, boolean hasWait) {
        if (status == 402) {
            return ErrorType.QUOTA_EXHAUSTED;
        }
        if (status == 429 || (status == 503 && error.status().equals("RESOURCE_EXHAUSTED"))) {
            return ofQuota(error, hasWait);
        }
        if (status == 400 || status == 413) {
            return ofRequest(error);
        }
        return ofStatus(status);
    }

    /**
     * A daily quota and one of zero do not come back soon. Everything else with a named window does, even though the
     * message talks about plan and billing; the words count only when nothing else is known.
     */
    private static ErrorType ofQuota(GoogleError error, boolean hasWait) {
        boolean daily = error.quotas().stream().anyMatch(id -> id.contains("PerDay"));
        if (daily || NO_QUOTA.matcher(error.message()).find()) {
            return ErrorType.QUOTA_EXHAUSTED;
        }
        boolean window = hasWait || error.quotas().stream().anyMatch(id -> id.contains("PerMinute"));
        return !window && error.mentions(BILLING_PHRASES) ? ErrorType.QUOTA_EXHAUSTED : ErrorType.RATE_LIMITED;
    }

    private static ErrorType ofRequest(GoogleError error) {
        if (CREDENTIAL.contains(error.reason()) || error.mentions(CREDENTIAL_PHRASES)) {
            return ErrorType.AUTHENTICATION;
        }
        if (error.mentions(CONTEXT_PHRASES)) {
            return ErrorType.CONTEXT_LENGTH;
        }
        return error.status().equals("FAILED_PRECONDITION") ? ofAccount(error) : ErrorType.INVALID_REQUEST;
    }

    /** What the account lacks: a right to be used from this place, or billing. */
    private static ErrorType ofAccount(GoogleError error) {
        if (error.mentions(PLACE_PHRASES)) {
            return ErrorType.AUTHENTICATION;
        }
        return error.mentions(BILLING_PHRASES) ? ErrorType.QUOTA_EXHAUSTED : ErrorType.INVALID_REQUEST;
    }

    private static ErrorType ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> ErrorType.AUTHENTICATION;
            case 404 -> ErrorType.NOT_FOUND;
            case 408 -> ErrorType.TIMEOUT;
            case 409, 425, 499 -> ErrorType.UNAVAILABLE;
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
