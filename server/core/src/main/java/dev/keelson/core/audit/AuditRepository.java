package dev.keelson.core.audit;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Stores audit entries. They are only ever added, each sequence number once. */
public interface AuditRepository {
    /** Most entries that {@link #append} and {@link #read} take at once. */
    int MAX_BATCH = 500;

    /**
     * Adds entries with consecutive numbers in their order and stops at the first whose number is taken: of two appenders
     * one loses with {@link ErrorCode#REVISION_STALE}. After a failure any number of the first entries may be stored.
     */
    Future<Void> append(List<AuditEntry> entries);

    /** The entry with the highest number. */
    Future<Optional<AuditEntry>> tail();

    /** Newest first. */
    Future<Page<AuditEntry>> page(AuditFilter filter, PageRequest page);

    /** In order of number, those from {@code seq} on, at most {@code limit}; for those who follow the log. */
    Future<List<AuditEntry>> read(long seq, int limit);

    /** The number up to which every intent is known to have its outcome; 0 when nothing is known. */
    Future<Long> settledUpTo();

    /** Moves {@link #settledUpTo()} forward, never back. */
    Future<Void> settle(long seq);
}
