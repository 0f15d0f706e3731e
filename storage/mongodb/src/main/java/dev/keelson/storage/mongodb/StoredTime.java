package dev.keelson.storage.mongodb;

import java.time.Instant;
import org.bson.BsonInt64;

/**
 * Times as int64 nanoseconds since 1970. A BSON date has milliseconds: two executions of one millisecond would lose
 * their order and a stored value would not equal the one that was written.
 */
final class StoredTime {
    private static final long NANOS = 1_000_000_000L;
    /** About 285 years around 1970: what an int64 holds, rounded. */
    private static final long MAX_SECONDS = 9_000_000_000L;

    private StoredTime() {}

    static BsonInt64 of(Instant time) {
        if (Math.abs(time.getEpochSecond()) > MAX_SECONDS) {
            throw new IllegalArgumentException("time: " + time + " (expected: 1684 to 2255)");
        }
        return new BsonInt64(time.getEpochSecond() * NANOS + time.getNano());
    }

    /** For conditions: times beyond all stored ones become the border. */
    static BsonInt64 clamped(Instant time) {
        long seconds = Math.max(-MAX_SECONDS, Math.min(MAX_SECONDS, time.getEpochSecond()));
        return seconds == time.getEpochSecond() ? of(time) : new BsonInt64(seconds * NANOS);
    }

    static Instant read(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}
