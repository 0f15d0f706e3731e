package dev.keelson.egress;

import org.jspecify.annotations.Nullable;

/** Counts the bytes of an answer against its limit. */
final class BodyLimit {
    private final long max;
    private long seen;

    BodyLimit(long max) {
        this.max = max;
    }

    /** Throws if the announced length is over the limit already. */
    void requireAnnounced(@Nullable String contentLength) {
        // Netty has refused lengths that are no numbers, so this is one, if perhaps a huge one.
        if (contentLength != null && (contentLength.length() > 18 || Long.parseLong(contentLength) > max)) {
            throw exceeded();
        }
    }

    /** Throws if these bytes are too many. */
    void add(int bytes) {
        seen += bytes;
        if (seen > max) {
            throw exceeded();
        }
    }

    long max() {
        return max;
    }

    FailureException exceeded() {
        return new FailureException(FailureKind.TOO_LARGE, "answer over " + max + " bytes");
    }
}
