package dev.keelson.core.routing;

import dev.keelson.core.agent.ModelPolicy.Target;
import java.util.OptionalDouble;

/**
 * A model that may answer.
 *
 * @param score higher is better, 0 to 1; empty when the author's order decides
 * @param reason why it stands where it stands, for people
 */
public record Candidate(Target target, OptionalDouble score, String reason) {}
