package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Duration;

/**
 * When {@code maxTimeMS} of a command is over.
 *
 * @param nanos in terms of {@link System#nanoTime()}
 */
record Deadline(long nanos, boolean limited) {
    static final Deadline NONE = new Deadline(0, false);

    static Deadline of(Document command) {
        int millis = Fields.nonNegativeInt(command, "maxTimeMS", 0);
        return millis == 0
                ? NONE
                : new Deadline(System.nanoTime() + Duration.ofMillis(millis).toNanos(), true);
    }

    void check() {
        if (limited && System.nanoTime() - nanos > 0) {
            throw CommandErrors.timeExpired();
        }
    }
}
