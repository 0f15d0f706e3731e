package dev.keelson.provider.openai;

import dev.keelson.plugin.api.ErrorType;
import java.util.Set;

/** Decides what kind of failure an error of OpenAI is. Codes say more than statuses, so they are asked first. */
final class ErrorTypes {
    private static final Set<String> QUOTA = Set.of(
            "insufficient_quota",
            "credit_balance_exhausted",
            "organization_spend_limit_exceeded",
            "project_spend_limit_exceeded",
            "organization_usage_limit_exceeded",
            "billing_hard_limit_reached");
    private static final Set<String> CONTEXT = Set.of("context_length_exceeded");
    private static final Set<String> POLICY = Set.of(
            "content_policy_violation",
            "image_content_policy_violation",
            "content_filter",
            "invalid_prompt",
            "cyber_policy",
            "bio_policy",
            "misalignment_policy_violation");
    private static final Set<String> UNKNOWN_MODEL = Set.of("model_not_found", "not_found_error");
    private static final Set<String> CREDENTIAL = Set.of("invalid_api_key", "authentication_error", "permission_error");
    private static final Set<String> RATE = Set.of("rate_limit_exceeded", "rate_limit_error", "slow_down");
    private static final Set<String> REQUEST =
            Set.of("invalid_request_error", "invalid_encrypted_content", "data_residency_mismatch");
    private static final String[] CONTEXT_PHRASES = {"maximum context length", "exceeds the context window"};

    private ErrorTypes() {}

    static ErrorType of(int status, UpstreamError error) {
        if (status == 402 || error.isOneOf(QUOTA)) {
            return ErrorType.QUOTA_EXHAUSTED;
        }
        if (error.isOneOf(CONTEXT) || (status == 400 && error.mentions(CONTEXT_PHRASES))) {
            return ErrorType.CONTEXT_LENGTH;
        }
        if (status < 500 && error.isOneOf(POLICY)) {
            return ErrorType.CONTENT_FILTER;
        }
        return ofStatus(status);
    }

    /** For an error that came with a good status. */
    static ErrorType ofCode(UpstreamError error) {
        if (error.isOneOf(RATE)) {
            return of(429, error);
        }
        if (error.isOneOf(CREDENTIAL)) {
            return of(401, error);
        }
        if (error.isOneOf(UNKNOWN_MODEL)) {
            return of(404, error);
        }
        boolean aboutTheRequest = error.isOneOf(REQUEST) || error.isOneOf(POLICY) || isAboutAnImage(error.code());
        return of(aboutTheRequest ? 400 : 503, error);
    }

    /** {@code invalid_image_format}, {@code image_too_large}, {@code empty_image_file} and their kin. */
    private static boolean isAboutAnImage(String code) {
        return code.contains("image") && !code.startsWith("failed_to");
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
