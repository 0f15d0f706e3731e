package dev.keelson.core.access;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program's or person's credential as it is stored: never the secret itself.
 *
 * @param id public part, 10 characters
 * @param agents names of the agents that the key is limited to; empty means all
 * @param owner the person or program that holds the key: two keys of one owner are one pair of eyes
 * @param secretDigest hex of HMAC-SHA-256(pepper, secret)
 * @param expiresAt null for never
 * @param revokedAt null while the key may be used
 */
public record ApiKey(
        String id,
        String name,
        Role role,
        Set<String> agents,
        String owner,
        String secretDigest,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    public ApiKey {
        Objects.requireNonNull(id, "id");
        agents = Set.copyOf(agents);
    }

    public boolean usableAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    public Principal principal() {
        return new Principal(id, name, role, agents, owner);
    }
}
