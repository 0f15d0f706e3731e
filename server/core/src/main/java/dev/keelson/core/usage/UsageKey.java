package dev.keelson.core.usage;

import java.time.Instant;

/**
 * What calls are summed up by: an hour and who called which model.
 *
 * @param alias empty when versions were named by number
 */
public record UsageKey(
        Instant hour, String agent, int version, String alias, String keyId, String provider, String model) {
    private static final String OTHER = "(other)";

    /** Where calls are counted when there are too many different ones to keep them apart. */
    static UsageKey other(Instant hour) {
        return new UsageKey(hour, OTHER, 0, OTHER, OTHER, OTHER, OTHER);
    }
}
