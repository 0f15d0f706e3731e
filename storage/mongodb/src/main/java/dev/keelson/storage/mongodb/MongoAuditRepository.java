package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.audit.AuditEntry;
import dev.keelson.core.audit.AuditFilter;
import dev.keelson.core.audit.AuditRepository;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/** The audit log in MongoDB: the insert of a sequence number as {@code _id} decides who of two appenders wins. */
final class MongoAuditRepository implements AuditRepository {
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final Publishers publishers;
    private final MongoCollection<BsonDocument> entries;
    private final MongoCollection<BsonDocument> marks;

    MongoAuditRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.entries = database.getCollection(AuditDocuments.COLLECTION, BsonDocument.class);
        this.marks = database.getCollection(AuditDocuments.MARKS, BsonDocument.class);
    }

    /** In order: the first taken number ends the insert, so no entry can be stored whose predecessor is not. */
    @Override
    public Future<Void> append(List<AuditEntry> added) {
        return publishers
                .one(() -> entries.insertMany(
                        added.stream().map(AuditDocuments::of).toList()))
                .<Void>mapEmpty()
                .recover(failure ->
                        Future.failedFuture(StoreFailures.onlyDuplicateKeys(failure) ? taken(added.get(0)) : failure));
    }

    @Override
    public Future<Optional<AuditEntry>> tail() {
        return publishers
                .first(() -> entries.find().sort(Sorts.descending(Fields.ID)).limit(1))
                .map(found -> found.map(AuditDocuments::entry));
    }

    @Override
    public Future<Page<AuditEntry>> page(AuditFilter filter, PageRequest page) {
        return Future.succeededFuture(page)
                .map(wanted -> below(filter, wanted))
                .compose(condition -> publishers.all(() -> entries.find(condition)
                        .sort(Sorts.descending(Fields.ID))
                        .limit(Pages.queryLimit(page))))
                .map(found -> Pages.cut(
                        found,
                        page,
                        AuditDocuments::entry,
                        last -> Cursor.encode(AuditDocuments.COLLECTION, last.seq())));
    }

    @Override
    public Future<List<AuditEntry>> read(long seq, int limit) {
        return publishers
                .all(() -> entries.find(Filters.gte(Fields.ID, seq))
                        .sort(Sorts.ascending(Fields.ID))
                        .limit(limit))
                .map(found -> found.stream().map(AuditDocuments::entry).toList());
    }

    @Override
    public Future<Long> settledUpTo() {
        return publishers
                .first(() -> marks.find(Filters.eq(Fields.ID, AuditDocuments.SETTLED)))
                .map(found -> found.map(mark -> new Fields(mark).number(AuditDocuments.SEQ))
                        .orElse(0L));
    }

    /** Of two who create the mark one finds it there; then it only has to be moved. */
    @Override
    public Future<Void> settle(long seq) {
        return mark(seq)
                .recover(
                        failure -> StoreFailures.onlyDuplicateKeys(failure) ? mark(seq) : Future.failedFuture(failure));
    }

    private Future<Void> mark(long seq) {
        return publishers
                .one(() -> marks.updateOne(
                        Filters.eq(Fields.ID, AuditDocuments.SETTLED), Updates.max(AuditDocuments.SEQ, seq), UPSERT))
                .mapEmpty();
    }

    private static Bson below(AuditFilter filter, PageRequest page) {
        String cursor = page.cursor();
        return AuditDocuments.filter(
                filter,
                cursor == null
                        ? null
                        : Long.valueOf(Cursor.decode(AuditDocuments.COLLECTION, 1, cursor)
                                .number(0)));
    }

    private static KeelsonException taken(AuditEntry first) {
        return KeelsonException.stale("an audit entry from " + first.seq() + " on is taken", first);
    }
}
