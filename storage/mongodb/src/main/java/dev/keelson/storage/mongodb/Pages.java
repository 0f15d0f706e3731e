package dev.keelson.storage.mongodb;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import java.util.List;
import java.util.function.Function;
import org.bson.BsonDocument;

/** Cuts pages: a query asks for one item more than the page holds, to learn whether another page follows. */
final class Pages {

    private Pages() {}

    static int queryLimit(PageRequest request) {
        return request.limit() + 1;
    }

    static <T> Page<T> cut(
            List<BsonDocument> found, PageRequest request, Function<BsonDocument, T> read, Function<T, String> cursor) {
        boolean last = found.size() <= request.limit();
        List<T> items = found.stream().limit(request.limit()).map(read).toList();
        return new Page<>(items, last ? null : cursor.apply(items.get(items.size() - 1)));
    }
}
