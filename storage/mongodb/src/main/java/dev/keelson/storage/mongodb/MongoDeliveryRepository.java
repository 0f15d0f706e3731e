package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.webhook.Delivery;
import dev.keelson.core.webhook.DeliveryRepository;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Deliveries in MongoDB: the unique {@code _id} drops repeats, the revision in the filter decides who may record. */
final class MongoDeliveryRepository implements DeliveryRepository {
    private static final String LIST = "deliveries";
    private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);
    private static final Bson NEWEST_FIRST = Sorts.descending(DeliveryDocuments.CREATED_AT, Fields.ID);

    private final Publishers publishers;
    private final MongoCollection<BsonDocument> deliveries;

    MongoDeliveryRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.deliveries = database.getCollection(DeliveryDocuments.COLLECTION, BsonDocument.class);
    }

    @Override
    public Future<Void> insertAll(List<Delivery> batch) {
        if (batch.isEmpty()) {
            return Future.succeededFuture();
        }
        return publishers
                .one(() -> deliveries.insertMany(
                        batch.stream().map(DeliveryDocuments::of).toList(), UNORDERED))
                .<Void>mapEmpty()
                .recover(failure -> StoreFailures.onlyDuplicateKeys(failure)
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }

    @Override
    public Future<Optional<Delivery>> find(String webhook, String id) {
        var filter = Filters.and(Filters.eq(Fields.ID, id), Filters.eq(DeliveryDocuments.WEBHOOK, webhook));
        return publishers.first(() -> deliveries.find(filter)).map(found -> found.map(DeliveryDocuments::delivery));
    }

    @Override
    public Future<Page<Delivery>> page(String webhook, PageRequest page) {
        Bson filter = after(webhook, page.cursor());
        return publishers
                .all(() -> deliveries.find(filter).sort(NEWEST_FIRST).limit(Pages.queryLimit(page)))
                .map(found -> Pages.cut(found, page, DeliveryDocuments::delivery, MongoDeliveryRepository::cursor));
    }

    @Override
    public Future<List<String>> webhooksWithDue(Instant now) {
        return publishers.all(() -> deliveries.distinct(
                DeliveryDocuments.WEBHOOK, DeliveryDocuments.due(DeliveryDocuments.pending(), now), String.class));
    }

    @Override
    public Future<List<Delivery>> due(String webhook, Instant now, int limit) {
        return publishers
                .all(() -> deliveries
                        .find(DeliveryDocuments.due(DeliveryDocuments.pendingOf(webhook), now))
                        .sort(Sorts.ascending(DeliveryDocuments.DUE_AT))
                        .limit(limit))
                .map(found -> found.stream().map(DeliveryDocuments::delivery).toList());
    }

    @Override
    public Future<Boolean> commit(Delivery next) {
        return publishers
                .one(() -> deliveries.updateOne(
                        DeliveryDocuments.atRevision(next.id(), next.revision() - 1), DeliveryDocuments.progress(next)))
                .map(result -> result.getMatchedCount() == 1);
    }

    @Override
    public Future<Long> pending(String webhook) {
        return publishers.one(() -> deliveries.countDocuments(DeliveryDocuments.pendingOf(webhook)));
    }

    @Override
    public Future<Long> deleteBefore(Instant instant) {
        return publishers
                .one(() -> deliveries.deleteMany(Filters.lt(DeliveryDocuments.CREATED_AT, StoredTime.clamped(instant))))
                .map(DeleteResult::getDeletedCount);
    }

    private static Bson after(String webhook, @Nullable String text) {
        Bson ofWebhook = Filters.eq(DeliveryDocuments.WEBHOOK, webhook);
        if (text == null) {
            return ofWebhook;
        }
        Cursor cursor = Cursor.decode(LIST, 2, text);
        long createdAt = cursor.number(0);
        Bson older = Filters.or(
                Filters.lt(DeliveryDocuments.CREATED_AT, createdAt),
                Filters.and(
                        Filters.eq(DeliveryDocuments.CREATED_AT, createdAt), Filters.lt(Fields.ID, cursor.text(1))));
        return Filters.and(ofWebhook, Filters.lte(DeliveryDocuments.CREATED_AT, createdAt), older);
    }

    private static String cursor(Delivery last) {
        return Cursor.encode(LIST, StoredTime.of(last.createdAt()).getValue(), last.id());
    }
}
