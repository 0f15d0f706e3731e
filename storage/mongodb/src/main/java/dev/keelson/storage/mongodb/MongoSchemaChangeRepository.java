package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.schemachange.SchemaChange;
import dev.keelson.core.schemachange.SchemaChangeRepository;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;

/**
 * Schema changes in MongoDB: a unique index over digest and round decides between those who propose the same, the revision
 * in the filter of a replacement between those who decide.
 */
final class MongoSchemaChangeRepository implements SchemaChangeRepository {
    private final Publishers publishers;
    private final MongoCollection<BsonDocument> changes;

    MongoSchemaChangeRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.changes = database.getCollection(SchemaChangeDocuments.COLLECTION, BsonDocument.class);
    }

    @Override
    public Future<Boolean> insert(SchemaChange change) {
        return publishers
                .one(() -> changes.insertOne(SchemaChangeDocuments.of(change)))
                .map(true)
                .recover(failure -> StoreFailures.onlyDuplicateKeys(failure)
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(failure));
    }

    @Override
    public Future<Optional<SchemaChange>> find(String id) {
        return publishers
                .first(() -> changes.find(Filters.eq(Fields.ID, id)))
                .map(found -> found.map(SchemaChangeDocuments::change));
    }

    @Override
    public Future<Optional<SchemaChange>> latest(String digest) {
        return publishers
                .first(() -> changes.find(SchemaChangeDocuments.withDigest(digest))
                        .sort(Sorts.descending(SchemaChangeDocuments.ROUND))
                        .limit(1))
                .map(found -> found.map(SchemaChangeDocuments::change));
    }

    @Override
    public Future<Boolean> replace(SchemaChange next) {
        return publishers
                .one(() -> changes.replaceOne(
                        SchemaChangeDocuments.revision(next.id(), next.revision() - 1), SchemaChangeDocuments.of(next)))
                .map(result -> result.getMatchedCount() == 1);
    }

    @Override
    public Future<Page<SchemaChange>> list(Filter filter, PageRequest page) {
        return Future.succeededFuture(page.cursor())
                .map(cursor -> SchemaChangeDocuments.matching(filter, cursor))
                .compose(conditions -> query(filter, conditions, page))
                .map(found -> Pages.cut(
                        found,
                        page,
                        SchemaChangeDocuments::change,
                        last -> Cursor.encode(SchemaChangeDocuments.COLLECTION, last.id())));
    }

    private Future<List<BsonDocument>> query(Filter filter, BsonDocument conditions, PageRequest page) {
        String agent = filter.agent();
        if (agent != null && !filter.agents().isEmpty() && !filter.agents().contains(agent)) {
            return Future.succeededFuture(List.of());
        }
        return publishers.all(
                () -> changes.find(conditions).sort(Sorts.descending(Fields.ID)).limit(Pages.queryLimit(page)));
    }
}
