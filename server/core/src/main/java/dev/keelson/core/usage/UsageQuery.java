package dev.keelson.core.usage;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which usage is wanted.
 *
 * @param from first hour
 * @param to end, not included
 * @param groupBy null for all in one group
 * @param filters values that are asked for, none for all
 * @param agents the only agents that may be seen; empty for all
 */
public record UsageQuery(
        Instant from,
        Instant to,
        @Nullable UsageDimension groupBy,
        Map<UsageDimension, String> filters,
        Set<String> agents,
        int limit) {

    public UsageQuery {
        filters = Map.copyOf(filters);
        agents = Set.copyOf(agents);
    }

    /** The same usage in one group. */
    UsageQuery total() {
        return new UsageQuery(from, to, null, filters, agents, 1);
    }
}
