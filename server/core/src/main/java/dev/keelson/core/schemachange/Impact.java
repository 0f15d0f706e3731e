package dev.keelson.core.schemachange;

import dev.keelson.core.compatibility.ContractComparison;
import java.util.List;

/** What a schema change does to callers, as it was shown to those who decide. */
public record Impact(
        ContractComparison comparison, RealInputs.RefusedInputs traffic, List<AffectedConsumers.Consumer> consumers) {

    public Impact {
        consumers = List.copyOf(consumers);
    }
}
