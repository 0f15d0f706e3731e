package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.access.ApiKey;
import dev.keelson.core.access.ApiKeyRepository;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/** API keys in MongoDB: revoking sets a time that no later call changes. */
final class MongoApiKeyRepository implements ApiKeyRepository {
    private static final FindOneAndUpdateOptions CHANGED =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final Publishers publishers;
    private final MongoCollection<BsonDocument> keys;

    MongoApiKeyRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.keys = database.getCollection(ApiKeyDocuments.COLLECTION, BsonDocument.class);
    }

    @Override
    public Future<Boolean> insertIfAbsent(ApiKey key) {
        return publishers
                .one(() -> keys.insertOne(ApiKeyDocuments.of(key)))
                .map(true)
                .recover(failure -> StoreFailures.onlyDuplicateKeys(failure)
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(failure));
    }

    @Override
    public Future<Optional<ApiKey>> find(String id) {
        return publishers
                .first(() -> keys.find(Filters.eq(Fields.ID, id)))
                .map(found -> found.map(ApiKeyDocuments::key));
    }

    @Override
    public Future<Page<ApiKey>> list(PageRequest page) {
        return Future.succeededFuture(page)
                .map(MongoApiKeyRepository::after)
                .compose(filter -> publishers.all(
                        () -> keys.find(filter).sort(Sorts.ascending(Fields.ID)).limit(Pages.queryLimit(page))))
                .map(found -> Pages.cut(
                        found,
                        page,
                        ApiKeyDocuments::key,
                        last -> Cursor.encode(ApiKeyDocuments.COLLECTION, last.id())));
    }

    @Override
    public Future<ApiKey> revoke(String id, Instant at) {
        return publishers
                .first(() ->
                        keys.findOneAndUpdate(ApiKeyDocuments.notRevoked(id), ApiKeyDocuments.revokedAt(at), CHANGED))
                .compose(revoked ->
                        revoked.isPresent() ? Future.succeededFuture(revoked.map(ApiKeyDocuments::key)) : find(id))
                .map(key -> key.orElseThrow(
                        () -> new KeelsonException(ErrorCode.API_KEY_NOT_FOUND, "no key with id " + id)));
    }

    private static Bson after(PageRequest page) {
        String cursor = page.cursor();
        return cursor == null
                ? new BsonDocument()
                : Filters.gt(
                        Fields.ID,
                        Cursor.decode(ApiKeyDocuments.COLLECTION, 1, cursor).text(0));
    }
}
