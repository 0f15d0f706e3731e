package dev.keelson.core.usage;

import org.jspecify.annotations.Nullable;

/**
 * Whose usage it is.
 *
 * @param alias null when the version was named by number
 */
public record UsageSubject(
        String agent, int version, @Nullable String alias, String keyId) {}
