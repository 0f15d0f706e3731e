package dev.keelson.core.audit;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;

/** A repository that stops to take entries, for tests. */
final class AwayAuditRepository implements AuditRepository {
    private final AuditRepository entries;
    private int appendsLeft;
    private boolean answers = true;

    /** {@code appends}: so many are taken, then none. */
    AwayAuditRepository(AuditRepository entries, int appends) {
        this.entries = entries;
        this.appendsLeft = appends;
    }

    synchronized AwayAuditRepository neverAnswering() {
        answers = false;
        return this;
    }

    synchronized void comeBack() {
        appendsLeft = Integer.MAX_VALUE;
    }

    @Override
    public synchronized Future<Void> append(List<AuditEntry> added) {
        if (!answers) {
            return Promise.<Void>promise().future();
        }
        if (appendsLeft == 0) {
            return Future.failedFuture(new KeelsonException(ErrorCode.STORE_UNAVAILABLE, "the store did not answer"));
        }
        appendsLeft--;
        return entries.append(added);
    }

    @Override
    public Future<Optional<AuditEntry>> tail() {
        return entries.tail();
    }

    @Override
    public Future<Page<AuditEntry>> page(AuditFilter filter, PageRequest page) {
        return entries.page(filter, page);
    }

    @Override
    public Future<List<AuditEntry>> read(long seq, int limit) {
        return entries.read(seq, limit);
    }

    @Override
    public Future<Long> settledUpTo() {
        return entries.settledUpTo();
    }

    @Override
    public Future<Void> settle(long seq) {
        return entries.settle(seq);
    }
}
