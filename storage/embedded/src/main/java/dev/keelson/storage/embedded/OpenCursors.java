package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The cursors that wait for their next batch. Safe for all threads. */
final class OpenCursors {
    private static final int MAX_OPEN = 1_000;
    private static final long MAX_IDLE_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int DEFAULT_FIRST_BATCH = 101;

    private final Map<Long, OpenCursor> cursors = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** The first batch of a result; takes over the cursor. */
    CursorReply first(OpenCursor cursor, int batchSize) {
        boolean kept = false;
        try {
            var batch = cursor.take(batchSize);
            long id = cursor.isExhausted() ? 0 : keep(cursor);
            kept = id != 0;
            return new CursorReply(cursor.namespace(), "firstBatch", batch, id);
        } finally {
            if (!kept) {
                cursor.close();
            }
        }
    }

    /** How many documents a command wants at first; 101 if it does not say, as in MongoDB. */
    static int firstBatchSize(Document options) {
        return Fields.nonNegativeInt(options, "batchSize", DEFAULT_FIRST_BATCH);
    }

    CursorReply next(String namespace, long id, int batchSize) {
        OpenCursor cursor = cursors.get(id);
        if (cursor == null || !cursor.namespace().equals(namespace)) {
            throw CommandErrors.cursorNotFound(id);
        }
        boolean more = false;
        try {
            var batch = cursor.take(batchSize == 0 ? Integer.MAX_VALUE : batchSize);
            more = !cursor.isExhausted();
            return new CursorReply(namespace, "nextBatch", batch, more ? id : 0);
        } finally {
            if (!more) {
                kill(id);
            }
        }
    }

    boolean isOpen(long id) {
        return cursors.containsKey(id);
    }

    /** Does nothing if there is no such cursor. */
    void kill(long id) {
        OpenCursor cursor = cursors.remove(id);
        if (cursor != null) {
            cursor.close();
        }
    }

    void closeIdle() {
        cursors.entrySet().stream()
                .filter(entry -> entry.getValue().idleNanos() > MAX_IDLE_NANOS)
                .map(Map.Entry::getKey)
                .forEach(this::kill);
    }

    void closeAll() {
        cursors.keySet().forEach(this::kill);
    }

    private long keep(OpenCursor cursor) {
        if (cursors.size() >= MAX_OPEN) {
            throw CommandErrors.badValue("open cursors: " + cursors.size() + " (expected: < " + MAX_OPEN + ")");
        }
        long id = 0;
        while (id == 0 || cursors.putIfAbsent(id, cursor) != null) {
            id = random.nextLong() & Long.MAX_VALUE;
        }
        return id;
    }
}
