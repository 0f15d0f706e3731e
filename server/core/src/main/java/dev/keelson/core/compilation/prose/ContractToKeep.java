package dev.keelson.core.compilation.prose;

import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.spec.KeptContract;
import dev.keelson.core.spec.Reading;
import org.jspecify.annotations.Nullable;

/** The contract that a draft has and that only its author may change. */
final class ContractToKeep {

    private ContractToKeep() {}

    /** Null when there is none yet, or when the author wants another. */
    static @Nullable KeptContract of(ProcessInput input) {
        AgentDefinition definition = input.definition();
        if (definition == null || input.schemaChangeWanted()) {
            return null;
        }
        Reading reading = definition.reading();
        return reading == null
                ? new KeptContract(definition.spec(), definition.contract(), null)
                : new KeptContract(reading.markdown(), definition.contract(), reading.sources());
    }

    static @Nullable Contract contract(ProcessInput input) {
        KeptContract kept = of(input);
        return kept == null ? null : kept.contract();
    }
}
