package dev.keelson.core.common;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Walks through the pages of a list, and tries cursors that no list gave out. */
public final class Pages {
    private static final int MAX_PAGES = 1_000;

    private Pages() {}

    /** All items in order of the pages. */
    public static <T> List<T> all(int limit, Function<PageRequest, Future<Page<T>>> list) {
        return after(PageRequest.first(limit), list);
    }

    /** All items from that page on. */
    public static <T> List<T> after(PageRequest start, Function<PageRequest, Future<Page<T>>> list) {
        List<T> items = new ArrayList<>();
        PageRequest next = start;
        for (int pages = 0; pages < MAX_PAGES; pages++) {
            Page<T> page = list.apply(next).await();
            assertThat(page.items()).hasSizeLessThanOrEqualTo(start.limit());
            items.addAll(page.items());
            String cursor = page.nextCursor();
            if (cursor == null) {
                return items;
            }
            next = new PageRequest(start.limit(), cursor);
        }
        throw new AssertionError("the list has no end");
    }

    public static <T> void assertRefusesCursorsItDidNotGive(Function<PageRequest, Future<Page<T>>> list) {
        for (String cursor : foreignCursors()) {
            assertThat(Failures.codeOf(list.apply(new PageRequest(10, cursor))))
                    .as("cursor %.40s", cursor)
                    .isEqualTo(ErrorCode.REQUEST_INVALID);
        }
    }

    private static List<String> foreignCursors() {
        return List.of(
                "",
                " ",
                "!",
                "not-a-cursor",
                "%00",
                "é",
                "{\"$gt\":\"\"}",
                base64(""),
                base64("\0"),
                base64("no such place"),
                base64("1\n2\n3\n4\n5"),
                base64("99999999999999999999999999"),
                "A".repeat(100_000));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
