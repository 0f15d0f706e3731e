package dev.keelson.core.execution;

import java.time.Instant;

/**
 * Who runs the request of an Idempotency-Key. Its answer is the trace of {@code executionId}.
 *
 * @param id {@code <API key id>/<Idempotency-Key>}
 * @param requestDigest digest of reference and input: the same key with another request is refused
 */
public record IdempotencyClaim(String id, String requestDigest, String executionId, Instant claimedAt) {}
