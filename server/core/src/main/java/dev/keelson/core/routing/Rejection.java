package dev.keelson.core.routing;

import dev.keelson.core.agent.ModelPolicy.Target;

/**
 * A model that may not answer.
 *
 * @param reason what it lacks, for people
 */
public record Rejection(Target target, String reason) {}
