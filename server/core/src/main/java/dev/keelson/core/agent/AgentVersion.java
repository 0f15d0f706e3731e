package dev.keelson.core.agent;

import java.time.Instant;
import java.util.Set;

/**
 * One published, immutable state of an agent.
 *
 * @param number 1, 2, 3... without gaps; 0 for a draft that runs before it is published, which is never stored
 * @param digest {@code sha256:<hex>} of the definition's canonical JSON
 * @param contractDigest digest of the contract, equal for versions that callers can't tell apart by shape
 * @param contractVersion {@code major.minor}; a new major for each changed contract
 * @param draftRevision of the draft that was published
 * @param authors ids of the API keys that edited the draft since the version before, and of the publisher
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
        String note,
        long draftRevision,
        Set<String> authors) {

    public AgentVersion {
        authors = Set.copyOf(authors);
        if (number < 0) {
            throw new IllegalArgumentException("number: " + number + " (expected: >= 0)");
        }
    }

    /** A draft as if it were published, for a trial. */
    public static AgentVersion ofDraft(String agent, long draftRevision, AgentDefinition definition, Instant now) {
        return new AgentVersion(
                agent,
                0,
                definition.digest(),
                definition.contract().digest(),
                "0.0",
                definition,
                now,
                "",
                "",
                draftRevision,
                Set.of());
    }

    /** Whether this is a draft on trial. */
    public boolean isDraft() {
        return number == 0;
    }

    public AgentVersion withAuthors(Set<String> others) {
        return new AgentVersion(
                agent,
                number,
                digest,
                contractDigest,
                contractVersion,
                definition,
                publishedAt,
                publishedBy,
                note,
                draftRevision,
                others);
    }
}
