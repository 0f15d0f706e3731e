package dev.keelson.core.audit;

import dev.keelson.core.common.InMemoryPages;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps audit entries in memory, for tests. Safe for concurrent use. */
public final class InMemoryAuditRepository implements AuditRepository {
    private final TreeMap<Long, AuditEntry> entries = new TreeMap<>();
    private long settled;

    @Override
    public synchronized Future<Void> append(List<AuditEntry> added) {
        for (AuditEntry entry : added) {
            AuditEntry taken = entries.putIfAbsent(entry.seq(), entry);
            if (taken != null) {
                return Future.failedFuture(KeelsonException.stale("audit entry " + entry.seq() + " is taken", taken));
            }
        }
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<Optional<AuditEntry>> tail() {
        return Future.succeededFuture(
                entries.isEmpty()
                        ? Optional.empty()
                        : Optional.of(entries.lastEntry().getValue()));
    }

    @Override
    public synchronized Future<Page<AuditEntry>> page(AuditFilter filter, PageRequest page) {
        List<AuditEntry> newestFirst = entries.descendingMap().values().stream()
                .filter(filter::accepts)
                .toList();
        return InMemoryPages.page(newestFirst, entry -> String.valueOf(entry.seq()), page);
    }

    @Override
    public synchronized Future<List<AuditEntry>> read(long seq, int limit) {
        return Future.succeededFuture(
                entries.tailMap(seq).values().stream().limit(limit).toList());
    }

    @Override
    public synchronized Future<Long> settledUpTo() {
        return Future.succeededFuture(settled);
    }

    @Override
    public synchronized Future<Void> settle(long seq) {
        settled = Math.max(settled, seq);
        return Future.succeededFuture();
    }

    /** What someone does who can write to the store: puts another entry in the place of one. */
    public synchronized void forge(AuditEntry entry) {
        AuditEntry before = entries.put(entry.seq(), entry);
        if (before == null) {
            throw new IllegalStateException("there is no entry " + entry.seq());
        }
    }

    /** What someone does who can write to the store: removes an entry. */
    public synchronized void remove(long seq) {
        if (entries.remove(seq) == null) {
            throw new IllegalStateException("there is no entry " + seq);
        }
    }
}
