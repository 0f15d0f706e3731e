package dev.keelson.core.trace;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A trace as a list shows it.
 *
 * @param id execution id, 32 hex digits, sorts by time
 * @param version 0 when the execution failed before a version was resolved, and for a draft on trial
 * @param alias null when the version was pinned by number
 * @param errorCode stable code of the failure; null when the execution succeeded
 * @param target {@code provider/model} that gave the output; null when none did
 * @param costNanoUsd null when a price is unknown
 */
public record TraceSummary(
        String id,
        String agent,
        int version,
        @Nullable String alias,
        @Nullable Integer aliasRevision,
        Status status,
        @Nullable String errorCode,
        Instant startedAt,
        long durationMicros,
        String keyId,
        @Nullable String target,
        long inputTokens,
        long outputTokens,
        @Nullable Long costNanoUsd) {

    /** How an execution ended. */
    public enum Status {
        @JsonProperty("ok")
        OK,
        @JsonProperty("error")
        ERROR;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
