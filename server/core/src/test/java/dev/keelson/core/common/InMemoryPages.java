package dev.keelson.core.common;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Cuts pages out of a list in memory. A cursor names the last item of its page, so the list may grow in between. */
public final class InMemoryPages {

    private InMemoryPages() {}

    /** {@code key} is unique in the list; fails with {@link ErrorCode#REQUEST_INVALID} for a cursor of no item. */
    public static <T> Future<Page<T>> page(List<T> ordered, Function<T, String> key, PageRequest request) {
        String cursor = request.cursor();
        int start = cursor == null ? 0 : after(ordered, key, cursor);
        if (start < 0) {
            String expected = "cursor: not one of this list (expected: the nextCursor of the page before)";
            return Future.failedFuture(new KeelsonException(
                    ErrorCode.REQUEST_INVALID, expected, List.of(Violation.at("/cursor", "cursor", expected))));
        }
        int end = Math.min(ordered.size(), start + request.limit());
        List<T> items = ordered.subList(start, end);
        boolean last = end == ordered.size();
        return Future.succeededFuture(new Page<>(items, last ? null : cursor(key.apply(ordered.get(end - 1)))));
    }

    /** Index of the item after that one, or -1. */
    private static <T> int after(List<T> ordered, Function<T, String> key, String cursor) {
        for (int index = 0; index < ordered.size(); index++) {
            if (cursor(key.apply(ordered.get(index))).equals(cursor)) {
                return index + 1;
            }
        }
        return -1;
    }

    private static String cursor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(("k:" + key).getBytes(StandardCharsets.UTF_8));
    }
}
