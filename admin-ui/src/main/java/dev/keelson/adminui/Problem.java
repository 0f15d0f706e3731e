package dev.keelson.adminui;

import dev.keelson.core.error.ErrorType;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure as a page shows it.
 *
 * @param items what is wrong, one by one
 * @param executionId of the trace that tells more, or null
 */
public record Problem(
        String message, List<Item> items, @Nullable String executionId) {
    private static final int BAD_REQUEST = 400;

    public Problem {
        items = List.copyOf(items);
    }

    /** One thing that is wrong: {@code where} names a line or a value and may be empty. */
    public record Item(String where, String message) {}

    static Problem of(KeelsonException failure) {
        return new Problem(
                failure.text(),
                failure.violations().stream().map(Problem::item).toList(),
                failure.executionId().orElse(null));
    }

    /** Whether the person who filled in a form can do something about it there. */
    static boolean isForForm(KeelsonException failure) {
        ErrorType type = failure.code().type();
        return type != ErrorType.INTERNAL
                && type != ErrorType.NOT_FOUND
                && type != ErrorType.NOT_ALLOWED
                && type != ErrorType.UNAUTHENTICATED;
    }

    static int status(KeelsonException failure) {
        return switch (failure.code().type()) {
            case NOT_ALLOWED -> 403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case REQUEST_TIMEOUT -> 408;
            case CONFLICT -> 409;
            case PRECONDITION_FAILED -> 412;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case INVALID_INPUT -> 422;
            case QUOTA -> 429;
            case INTERNAL -> 500;
            case EXTERNAL -> 502;
            case UNAVAILABLE -> 503;
            default -> BAD_REQUEST;
        };
    }

    private static Item item(Violation violation) {
        Integer line = violation.line();
        String where = line == null ? violation.pointer() : "line " + line;
        return new Item(where, violation.message());
    }
}
