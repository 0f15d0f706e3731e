package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.webhook.FeedPositionRepository;
import io.vertx.core.Future;
import org.bson.BsonDocument;

/** The feed's position in MongoDB: one document whose number only rises. */
final class MongoFeedPositionRepository implements FeedPositionRepository {
    private static final String COLLECTION = "webhookFeed";
    private static final String ONLY = "audit";
    private static final String SEQ = "seq";
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final Publishers publishers;
    private final MongoCollection<BsonDocument> positions;

    MongoFeedPositionRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.positions = database.getCollection(COLLECTION, BsonDocument.class);
    }

    @Override
    public Future<Long> position() {
        return publishers
                .first(() -> positions.find(Filters.eq(Fields.ID, ONLY)))
                .map(found ->
                        found.map(document -> new Fields(document).number(SEQ)).orElse(0L));
    }

    /** Two nodes that both create the document: one finds it there and tries again. */
    @Override
    public Future<Void> advance(long seq) {
        return raise(seq)
                .recover(failure ->
                        StoreFailures.onlyDuplicateKeys(failure) ? raise(seq) : Future.failedFuture(failure));
    }

    private Future<Void> raise(long seq) {
        return publishers
                .one(() -> positions.updateOne(Filters.eq(Fields.ID, ONLY), Updates.max(SEQ, seq), UPSERT))
                .mapEmpty();
    }
}
