package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasRepository;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/**
 * Aliases in MongoDB. The insert of a history entry, whose {@code _id} follows from alias and revision, is the commit
 * point: of two movers one loses, and no second document has to agree with it. The alias is its newest entry.
 */
final class MongoAliasRepository implements AliasRepository {
    /** Four times what an agent may have, so that names whose first revision was never committed hide nothing. */
    private static final int MAX_NAMES = 200;

    private final Publishers publishers;
    private final MongoCollection<BsonDocument> names;
    private final MongoCollection<BsonDocument> history;

    MongoAliasRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.names = database.getCollection(AliasDocuments.NAMES, BsonDocument.class);
        this.history = database.getCollection(AliasDocuments.HISTORY, BsonDocument.class);
    }

    @Override
    public Future<Alias> commit(Alias next) {
        Future<Boolean> ready = next.revision() == 1 ? registerName(next) : hasPredecessor(next);
        return ready.compose(mayCommit -> mayCommit ? insertEntry(next) : refuse(next));
    }

    @Override
    public Future<Optional<Alias>> find(String agent, String alias) {
        return publishers
                .first(() -> history.find(NumberedIds.ownedBy(AliasDocuments.id(agent, alias)))
                        .sort(Sorts.descending(Fields.ID))
                        .limit(1))
                .map(found -> found.map(AliasDocuments::alias));
    }

    @Override
    public Future<Optional<Alias>> findRevision(String agent, String alias, int revision) {
        String id = NumberedIds.of(AliasDocuments.id(agent, alias), revision);
        return publishers
                .first(() -> history.find(Filters.eq(Fields.ID, id)))
                .map(found -> found.map(AliasDocuments::alias));
    }

    @Override
    public Future<List<Alias>> listByAgent(String agent) {
        return publishers
                .all(() -> names.find(NumberedIds.ownedBy(agent))
                        .sort(Sorts.ascending(Fields.ID))
                        .limit(MAX_NAMES))
                .compose(found -> findAll(agent, found));
    }

    @Override
    public Future<Page<Alias>> history(String agent, String alias, PageRequest page) {
        String owner = AliasDocuments.id(agent, alias);
        return Future.succeededFuture(page)
                .map(wanted -> before(owner, wanted))
                .compose(filter -> publishers.all(() ->
                        history.find(filter).sort(Sorts.descending(Fields.ID)).limit(Pages.queryLimit(page))))
                .map(found -> Pages.cut(
                        found,
                        page,
                        AliasDocuments::alias,
                        last -> Cursor.encode(AliasDocuments.HISTORY, last.revision())));
    }

    /** Before the first entry, so that no committed alias can be missing from the list. */
    private Future<Boolean> registerName(Alias first) {
        return publishers
                .one(() -> names.insertOne(AliasDocuments.name(first)))
                .map(true)
                .recover(failure -> StoreFailures.onlyDuplicateKeys(failure)
                        ? Future.succeededFuture(true)
                        : Future.failedFuture(failure));
    }

    /** Entries are never removed: one that is there now is still there when the next is inserted. */
    private Future<Boolean> hasPredecessor(Alias next) {
        String owner = AliasDocuments.id(next.agent(), next.name());
        return publishers
                .first(() -> history.find(Filters.eq(Fields.ID, NumberedIds.of(owner, next.revision() - 1)))
                        .projection(Projections.include(Fields.ID)))
                .map(Optional::isPresent);
    }

    private Future<Alias> insertEntry(Alias next) {
        return publishers
                .one(() -> history.insertOne(AliasDocuments.entry(next)))
                .map(next)
                .recover(failure ->
                        StoreFailures.onlyDuplicateKeys(failure) ? refuse(next) : Future.failedFuture(failure));
    }

    private Future<Alias> refuse(Alias next) {
        return find(next.agent(), next.name())
                .compose(current -> Future.failedFuture(current.map(MongoAliasRepository::stale)
                        .orElseGet(() -> new KeelsonException(
                                ErrorCode.REVISION_STALE,
                                "there is no alias " + next.name() + " to move (expected: revision 1)"))));
    }

    private Future<List<Alias>> findAll(String agent, List<BsonDocument> found) {
        List<Future<Optional<Alias>>> each = found.stream()
                .map(AliasDocuments::nameIn)
                .map(name -> find(agent, name))
                .toList();
        return Future.all(each)
                .map(done -> done.<Optional<Alias>>list().stream()
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Bson before(String owner, PageRequest page) {
        String cursor = page.cursor();
        return cursor == null
                ? NumberedIds.ownedBy(owner)
                : NumberedIds.ownedByBelow(
                        owner, Cursor.decode(AliasDocuments.HISTORY, 1, cursor).integer(0));
    }

    private static KeelsonException stale(Alias current) {
        return KeelsonException.stale("the alias is at revision " + current.revision(), current);
    }
}
