package dev.keelson.storage.mongodb;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.usage.UsageGroup;
import dev.keelson.core.usage.UsageQuery;
import dev.keelson.core.usage.UsageRepository;
import dev.keelson.core.usage.UsageRollup;
import io.vertx.core.Future;
import java.util.List;
import org.bson.BsonDocument;

/** Hourly sums of usage in MongoDB. */
final class MongoUsageRepository implements UsageRepository {
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final Publishers publishers;
    private final MongoCollection<BsonDocument> usage;

    MongoUsageRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.usage = database.getCollection(UsageDocuments.COLLECTION, BsonDocument.class);
    }

    @Override
    public Future<Void> putAll(List<UsageRollup> rollups) {
        return publishers
                .one(() -> usage.bulkWrite(
                        rollups.stream().map(UsageDocuments::put).toList(), UNORDERED))
                .mapEmpty();
    }

    @Override
    public Future<List<UsageGroup>> sum(UsageQuery query) {
        return publishers
                .all(() -> usage.aggregate(UsageDocuments.pipeline(query)))
                .map(found -> found.stream().map(UsageDocuments::group).toList());
    }
}
