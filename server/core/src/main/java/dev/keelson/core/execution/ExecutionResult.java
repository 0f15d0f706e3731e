package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.Deprecation;
import org.jspecify.annotations.Nullable;

/**
 * A successful execution: its output is valid against the output schema of the version.
 *
 * @param target {@code provider/model} that gave the output
 * @param costNanoUsd null when a price is unknown
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
        @Nullable Deprecation deprecation) {

    /** Of a version that callers may go on using. */
    public ExecutionResult(
            String executionId,
            String agent,
            int version,
            @Nullable String alias,
            String target,
            @Nullable Long costNanoUsd,
            JsonNode output,
            boolean replayed) {
        this(executionId, agent, version, alias, target, costNanoUsd, output, replayed, null);
    }

    ExecutionResult withDeprecation(Deprecation notice) {
        return new ExecutionResult(executionId, agent, version, alias, target, costNanoUsd, output, replayed, notice);
    }
}
