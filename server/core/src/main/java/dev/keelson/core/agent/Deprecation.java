package dev.keelson.core.agent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The notice that callers should leave an alias: RFC 9745 and RFC 8594.
 *
 * @param since when the alias was or will be deprecated
 * @param sunset when the alias may stop answering; null while no date is set
 * @param successor alias of the same agent that callers should use instead; null when there is none
 * @param note for people; empty for none
 */
public record Deprecation(
        Instant since, @Nullable Instant sunset, @Nullable String successor, String note) {}
