package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.Deprecation;
import org.jspecify.annotations.Nullable;

/**
 * A successful execution: its output, of which the caller may have wanted a part, is valid against the version's schema.
 *
 * @param target {@code provider/model} that gave the output
 * @param costNanoUsd null when a price is unknown
 * @param contractVersion {@code major.minor} of the version; null only where it was not looked up
 * @param replayed true when this is the stored answer of an earlier call with the same Idempotency-Key
 * @param deprecation notice to callers of the alias; null when they may stay
 */
public record ExecutionResult(
        String executionId,
        String agent,
        int version,
        @Nullable String alias,
        String target,
        @Nullable Long costNanoUsd,
        JsonNode output,
        boolean replayed,
        @Nullable String contractVersion,
        @Nullable Deprecation deprecation) {

    /** Of a version that callers may go on using, whose contract is not known yet. */
    public ExecutionResult(
            String executionId,
            String agent,
            int version,
            @Nullable String alias,
            String target,
            @Nullable Long costNanoUsd,
            JsonNode output,
            boolean replayed) {
        this(executionId, agent, version, alias, target, costNanoUsd, output, replayed, null, null);
    }

    ExecutionResult withDeprecation(Deprecation notice) {
        return new ExecutionResult(
                executionId, agent, version, alias, target, costNanoUsd, output, replayed, contractVersion, notice);
    }

    /** For a caller: with the contract of the version that answered, and the wanted part of the output. */
    ExecutionResult to(CallerNeeds needs, String contract) {
        return new ExecutionResult(
                executionId,
                agent,
                version,
                alias,
                target,
                costNanoUsd,
                needs.of(output),
                replayed,
                contract,
                deprecation);
    }
}
