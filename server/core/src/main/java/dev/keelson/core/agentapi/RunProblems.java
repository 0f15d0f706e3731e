package dev.keelson.core.agentapi;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.ErrorType;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What running an agent can end with, besides its output. */
final class RunProblems {
    static final List<ErrorCode> CODES = List.of(
            ErrorCode.MALFORMED_JSON,
            ErrorCode.MALFORMED_REQUEST,
            ErrorCode.CREDENTIAL_MISSING,
            ErrorCode.CREDENTIAL_INVALID,
            ErrorCode.PERMISSION_DENIED,
            ErrorCode.AGENT_NOT_FOUND,
            ErrorCode.ALIAS_NOT_FOUND,
            ErrorCode.VERSION_NOT_FOUND,
            ErrorCode.NOT_ACCEPTABLE,
            ErrorCode.BODY_TOO_SLOW,
            ErrorCode.EXECUTION_IN_PROGRESS,
            ErrorCode.CONTRACT_MISMATCH,
            ErrorCode.BODY_TOO_LARGE,
            ErrorCode.UNSUPPORTED_CONTENT_TYPE,
            ErrorCode.INPUT_INVALID,
            ErrorCode.REQUEST_INVALID,
            ErrorCode.FIELD_UNKNOWN,
            ErrorCode.DEFINITION_INVALID,
            ErrorCode.IDEMPOTENCY_KEY_REUSED,
            ErrorCode.BUDGET_EXCEEDED,
            ErrorCode.RATE_LIMIT_EXCEEDED,
            ErrorCode.UNEXPECTED,
            ErrorCode.MODEL_CALL_FAILED,
            ErrorCode.MODEL_REFUSED,
            ErrorCode.CONTENT_FILTERED,
            ErrorCode.MODEL_CANNOT_FILL,
            ErrorCode.OUTPUT_INVALID,
            ErrorCode.OUTPUT_TRUNCATED,
            ErrorCode.OUTPUT_EMPTY,
            ErrorCode.CHECK_FAILED,
            ErrorCode.TOOL_FAILED,
            ErrorCode.EXECUTION_LIMIT_REACHED,
            ErrorCode.STREAM_INTERRUPTED,
            ErrorCode.NO_MODEL_AVAILABLE,
            ErrorCode.OVERLOADED,
            ErrorCode.STORE_UNAVAILABLE,
            ErrorCode.DEADLINE_EXCEEDED);

    private RunProblems() {}

    /** The codes by the status that they are sent with. */
    static SortedMap<Integer, List<ErrorCode>> byStatus() {
        return CODES.stream()
                .collect(Collectors.groupingBy(code -> status(code.type()), TreeMap::new, Collectors.toList()));
    }

    /** The numbers of HTTP, as server/http sends them; a test there holds both against each other. */
    private static int status(ErrorType type) {
        return switch (type) {
            case MALFORMED -> 400;
            case UNAUTHENTICATED -> 401;
            case NOT_ALLOWED -> 403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case NOT_ACCEPTABLE -> 406;
            case REQUEST_TIMEOUT -> 408;
            case CONFLICT -> 409;
            case PRECONDITION_FAILED -> 412;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case INVALID_INPUT -> 422;
            case PRECONDITION_REQUIRED -> 428;
            case QUOTA -> 429;
            case INTERNAL -> 500;
            case EXTERNAL -> 502;
            case UNAVAILABLE -> 503;
            case EXTERNAL_TIMEOUT -> 504;
        };
    }
}
