package dev.keelson.core.agent;

import java.time.Instant;

/**
 * One published, immutable state of an agent.
 *
 * @param number 1, 2, 3... without gaps
 * @param digest {@code sha256:<hex>} of the definition's canonical JSON
 * @param contractDigest digest of the contract, equal for versions that callers can't tell apart by shape
 * @param contractVersion {@code major.minor}; a new major for each changed contract
 */
public record AgentVersion(
        String agent,
        int number,
        String digest,
        String contractDigest,
        String contractVersion,
        AgentDefinition definition,
        Instant publishedAt,
        String publishedBy,
        String note) {

    public AgentVersion {
        if (number < 1) {
            throw new IllegalArgumentException("number: " + number + " (expected: >= 1)");
        }
    }
}
