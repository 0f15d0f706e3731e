package dev.keelson.core.audit;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One link of the audit log: an event, and the hashes that tie it to the entry before.
 *
 * @param seq 1, 2, 3... without gaps
 * @param writer the node that wrote it, so that no two nodes ever write equal entries
 * @param prev hash of the entry before, {@link #FIRST_PREV} in the first
 * @param hash SHA-256 over the RFC 8785 form of the entry without this field
 */
public record AuditEntry(long seq, AuditEvent event, String writer, String prev, String hash) {
    /** What stands in the place of a hash before the first entry. */
    public static final String FIRST_PREV = "sha256:" + "0".repeat(64);

    public AuditEntry {
        if (seq < 1) {
            throw new IllegalArgumentException("seq: " + seq + " (expected: >= 1)");
        }
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(writer, "writer");
        Objects.requireNonNull(prev, "prev");
        Objects.requireNonNull(hash, "hash");
    }

    /** The link after {@code tail}, the first one when that is null. */
    public static AuditEntry after(@Nullable AuditEntry tail, AuditEvent event, String writer) {
        long seq = tail == null ? 1 : tail.seq() + 1;
        String prev = tail == null ? FIRST_PREV : tail.hash();
        return new AuditEntry(seq, event, writer, prev, AuditJson.hash(seq, event, writer, prev));
    }

    /** Whether the hash is that of the content. */
    public boolean isIntact() {
        return hash.equals(AuditJson.hash(seq, event, writer, prev));
    }
}
