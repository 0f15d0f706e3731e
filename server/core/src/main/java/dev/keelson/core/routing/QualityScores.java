package dev.keelson.core.routing;

import dev.keelson.core.agent.ModelPolicy.Target;
import java.util.OptionalDouble;

/** How well models did in an agent's own test runs. Safe for concurrent use; does no I/O. */
@FunctionalInterface
public interface QualityScores {

    /** Nothing is known about any model. */
    QualityScores NONE = (agent, target) -> OptionalDouble.empty();

    /** 0 to 1, higher is better; empty when the target was not tested with this agent. */
    OptionalDouble score(String agent, Target target);
}
