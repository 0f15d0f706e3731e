package dev.keelson.core.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of one execution.
 *
 * @param input as validated
 * @param output null when the execution failed
 * @param errorMessage null when the execution succeeded
 * @param spans root first, then in order of start; at most 200
 */
public record Trace(
        TraceSummary summary,
        JsonNode input,
        @Nullable JsonNode output,
        @Nullable String errorMessage,
        List<Span> spans) {

    public Trace {
        spans = List.copyOf(spans);
    }

    public String id() {
        return summary.id();
    }
}
