package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.execution.IdempotencyClaim;
import dev.keelson.core.execution.IdempotencyRepository;
import io.vertx.core.Future;
import java.time.Instant;
import org.bson.BsonDocument;

/** Claims in MongoDB: the unique {@code _id} decides who is first, the whole claim in the filter who takes over. */
final class MongoIdempotencyRepository implements IdempotencyRepository {
    /** How often a claim that is deleted between the failed insert and the read is tried again. */
    private static final int ATTEMPTS = 3;

    private final Publishers publishers;
    private final MongoCollection<BsonDocument> claims;

    MongoIdempotencyRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.claims = database.getCollection(IdempotencyDocuments.COLLECTION, BsonDocument.class);
    }

    @Override
    public Future<IdempotencyClaim> claim(IdempotencyClaim claim) {
        return claim(claim, ATTEMPTS);
    }

    @Override
    public Future<Boolean> takeOver(IdempotencyClaim abandoned, IdempotencyClaim next) {
        if (!abandoned.id().equals(next.id())) {
            throw new IllegalArgumentException("next.id: " + next.id() + " (expected: " + abandoned.id() + ")");
        }
        return publishers
                .one(() -> claims.replaceOne(IdempotencyDocuments.of(abandoned), IdempotencyDocuments.of(next)))
                .map(UpdateResult::getMatchedCount)
                .map(matched -> matched == 1);
    }

    @Override
    public Future<Long> deleteBefore(Instant instant) {
        return publishers
                .one(() -> claims.deleteMany(IdempotencyDocuments.claimedBefore(instant)))
                .map(DeleteResult::getDeletedCount);
    }

    private Future<IdempotencyClaim> claim(IdempotencyClaim claim, int attempts) {
        if (attempts == 0) {
            return Future.failedFuture(
                    new KeelsonException(ErrorCode.STORE_UNAVAILABLE, "the claim is deleted again and again"));
        }
        return publishers
                .one(() -> claims.insertOne(IdempotencyDocuments.of(claim)))
                .map(claim)
                .recover(failure -> StoreFailures.onlyDuplicateKeys(failure)
                        ? findHolder(claim, attempts)
                        : Future.failedFuture(failure));
    }

    private Future<IdempotencyClaim> findHolder(IdempotencyClaim claim, int attempts) {
        return publishers
                .first(() -> claims.find(Filters.eq(Fields.ID, claim.id())))
                .map(found -> found.map(IdempotencyDocuments::claim))
                .compose(holder -> holder.map(Future::succeededFuture).orElseGet(() -> claim(claim, attempts - 1)));
    }
}
