package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A successful execution: its output is valid against the output schema of the version.
 *
 * @param target {@code provider/model} that gave the output
 * @param costNanoUsd null when a price is unknown
 * @param replayed true when this is the stored answer of an earlier call with the same Idempotency-Key
 */
public record ExecutionResult(
        String executionId,
        String agent,
        int version,
        @Nullable String alias,
        String target,
        @Nullable Long costNanoUsd,
        JsonNode output,
        boolean replayed) {}
