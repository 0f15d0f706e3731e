package dev.keelson.core.common;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which page is wanted.
 *
 * @param limit 1 to {@value #MAX_LIMIT}
 * @param cursor the {@code nextCursor} of the page before, or null for the first
 */
public record PageRequest(int limit, @Nullable String cursor) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new KeelsonException(
                    ErrorCode.REQUEST_INVALID,
                    "limit is out of range",
                    List.of(Violation.at(
                            "/limit", "range", "limit: " + limit + " (expected: 1 to " + MAX_LIMIT + ")")));
        }
    }

    public static PageRequest first(int limit) {
        return new PageRequest(limit, null);
    }
}
