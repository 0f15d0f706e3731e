package dev.keelson.core.trace;

import dev.keelson.core.trace.TraceSummary.Status;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which traces are wanted; null means any.
 *
 * @param agents when not empty, only traces of these agents, whatever else is asked
 * @param from inclusive
 * @param to exclusive
 */
public record TraceFilter(
        Set<String> agents,
        @Nullable String agent,
        @Nullable Integer version,
        @Nullable String alias,
        @Nullable Status status,
        @Nullable Instant from,
        @Nullable Instant to) {

    public TraceFilter {
        agents = Set.copyOf(agents);
    }
}
