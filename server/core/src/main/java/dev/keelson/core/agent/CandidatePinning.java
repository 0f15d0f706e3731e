package dev.keelson.core.agent;

import dev.keelson.core.error.Violation;
import java.util.List;

/** Decides, when a definition is compiled, which models its policy stands for. */
@FunctionalInterface
public interface CandidatePinning {

    /**
     * The policy of the definition with its models pinned. Whatever keeps a target or a tier from being used is added
     * to {@code violations}, with pointers into the settings.
     */
    ModelPolicy pin(AgentDefinition definition, List<Violation> violations);
}
