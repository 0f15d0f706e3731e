package dev.keelson.storage.mongodb;

import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.routing.ModelCatalogRepository;
import dev.keelson.core.routing.StoredCatalog;
import io.vertx.core.Future;
import java.util.Optional;
import org.bson.BsonDocument;

/** Catalogue entries in MongoDB: the unique {@code _id} decides who is first, the revision in the filter who is next. */
final class MongoModelCatalogRepository implements ModelCatalogRepository {
    private final Publishers publishers;
    private final MongoCollection<BsonDocument> catalogs;

    MongoModelCatalogRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.catalogs = database.getCollection(ModelCatalogDocuments.COLLECTION, BsonDocument.class);
    }

    @Override
    public Future<Optional<StoredCatalog>> find() {
        return publishers
                .first(() -> catalogs.find(ModelCatalogDocuments.current()))
                .map(found -> found.map(ModelCatalogDocuments::catalog));
    }

    @Override
    public Future<StoredCatalog> replace(StoredCatalog next) {
        Future<Boolean> written = next.revision() == 1 ? insert(next) : update(next);
        return written.compose(isNext -> isNext ? Future.succeededFuture(next) : refuse());
    }

    private Future<Boolean> insert(StoredCatalog first) {
        return publishers
                .one(() -> catalogs.insertOne(ModelCatalogDocuments.of(first)))
                .map(true)
                .recover(failure -> StoreFailures.onlyDuplicateKeys(failure)
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(failure));
    }

    private Future<Boolean> update(StoredCatalog next) {
        return publishers
                .one(() -> catalogs.replaceOne(
                        ModelCatalogDocuments.atRevision(next.revision() - 1), ModelCatalogDocuments.of(next)))
                .map(UpdateResult::getMatchedCount)
                .map(matched -> matched == 1);
    }

    private Future<StoredCatalog> refuse() {
        return find().map(found -> found.orElse(StoredCatalog.NONE))
                .compose(current -> Future.failedFuture(
                        KeelsonException.stale("the entries are at revision " + current.revision(), current)));
    }
}
