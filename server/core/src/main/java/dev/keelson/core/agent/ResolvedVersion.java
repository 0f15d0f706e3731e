package dev.keelson.core.agent;

import org.jspecify.annotations.Nullable;

/**
 * The one version that an execution uses, fixed at its start.
 *
 * @param alias null when the caller pinned the version by number
 * @param aliasRevision revision of the alias that decided; null when pinned
 * @param deprecation notice to callers of the alias; null when they may stay
 */
public record ResolvedVersion(
        AgentVersion version,
        @Nullable String alias,
        @Nullable Integer aliasRevision,
        @Nullable Deprecation deprecation) {}
