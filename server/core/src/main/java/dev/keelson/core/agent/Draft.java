package dev.keelson.core.agent;

import java.time.Instant;

/**
 * The one mutable definition of an agent.
 *
 * @param revision grows by one with each change; compare-and-set goes by it
 * @param definition compiled from spec and settings, without pins
 */
public record Draft(
        String spec,
        AgentSettings settings,
        AgentDefinition definition,
        long revision,
        Instant updatedAt,
        String updatedBy) {}
