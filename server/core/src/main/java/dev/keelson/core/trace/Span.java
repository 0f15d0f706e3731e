package dev.keelson.core.trace;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One step of an execution, in OpenTelemetry's shape.
 *
 * @param id 16 hex digits
 * @param parentId null for the root span
 * @param startMicros from the trace's start
 * @param error what went wrong, for people; null when nothing did
 * @param attributes JSON object; model calls use OpenTelemetry's GenAI names
 */
public record Span(
        String id,
        @Nullable String parentId,
        String name,
        Kind kind,
        long startMicros,
        long durationMicros,
        Status status,
        @Nullable String error,
        JsonNode attributes) {

    /** Where the work was done. */
    public enum Kind {
        @JsonProperty("internal")
        INTERNAL,
        @JsonProperty("client")
        CLIENT
    }

    /** How the work ended. */
    public enum Status {
        @JsonProperty("ok")
        OK,
        @JsonProperty("error")
        ERROR
    }
}
