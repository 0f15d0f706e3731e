package dev.keelson.core.agent;

import org.jspecify.annotations.Nullable;

/**
 * What a draft holds besides its history.
 *
 * @param definition as in {@link Draft#definition()}
 */
record DraftContent(
        String spec, AgentSettings settings, @Nullable AgentDefinition definition) {}
