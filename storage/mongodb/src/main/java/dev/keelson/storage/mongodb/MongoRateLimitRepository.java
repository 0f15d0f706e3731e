package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.usage.RateLimit;
import dev.keelson.core.usage.RateLimitRepository;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;

/** Rate limits in MongoDB: a change replaces the document of the revision before. */
final class MongoRateLimitRepository implements RateLimitRepository {
    private final Publishers publishers;
    private final MongoCollection<BsonDocument> limits;

    MongoRateLimitRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.limits = database.getCollection(RateLimitDocuments.COLLECTION, BsonDocument.class);
    }

    @Override
    public Future<List<RateLimit>> list() {
        return publishers
                .all(() -> limits.find().sort(Sorts.ascending(Fields.ID)).limit(2 * MAX_LIMITS))
                .map(found -> found.stream().map(RateLimitDocuments::limit).toList());
    }

    @Override
    public Future<Optional<RateLimit>> find(String name) {
        return publishers
                .first(() -> limits.find(Filters.eq(Fields.ID, name)))
                .map(found -> found.map(RateLimitDocuments::limit));
    }

    @Override
    public Future<RateLimit> insert(RateLimit limit) {
        return publishers
                .one(() -> limits.insertOne(RateLimitDocuments.of(limit)))
                .map(limit)
                .recover(failure -> Future.failedFuture(
                        StoreFailures.onlyDuplicateKeys(failure)
                                ? new KeelsonException(
                                        ErrorCode.RATE_LIMIT_EXISTS, "there is a rate limit named " + limit.name())
                                : failure));
    }

    @Override
    public Future<Boolean> replace(int revision, RateLimit limit) {
        return publishers
                .one(() -> limits.replaceOne(
                        RateLimitDocuments.revision(limit.name(), revision), RateLimitDocuments.of(limit)))
                .map(result -> result.getMatchedCount() == 1);
    }

    @Override
    public Future<Boolean> delete(String name, int revision) {
        return publishers
                .one(() -> limits.deleteOne(RateLimitDocuments.revision(name, revision)))
                .map(result -> result.getDeletedCount() == 1);
    }
}
