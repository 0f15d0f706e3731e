package dev.keelson.core.audit;

import dev.keelson.core.access.Principal;
import java.util.Objects;

/**
 * Who stands behind an audit entry.
 *
 * @param keyId public id of the API key
 * @param owner the person or program that held the key at that time
 */
public record AuditActor(String keyId, String owner) {
    /** This software, where it closes what another left open. */
    public static final AuditActor KEELSON = new AuditActor("keelson", "keelson");

    public AuditActor {
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(owner, "owner");
    }

    static AuditActor of(Principal principal) {
        return new AuditActor(principal.keyId(), principal.owner());
    }
}
