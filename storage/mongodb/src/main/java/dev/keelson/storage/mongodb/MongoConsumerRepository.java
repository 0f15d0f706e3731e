package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.consumer.Consumer;
import dev.keelson.core.consumer.ConsumerRepository;
import io.vertx.core.Future;
import java.util.Optional;
import org.bson.BsonDocument;

/** Consumers in MongoDB: the unique {@code _id} decides who is first, the revision in the filter who is next. */
final class MongoConsumerRepository implements ConsumerRepository {
    private final Publishers publishers;
    private final MongoCollection<BsonDocument> consumers;

    MongoConsumerRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.consumers = database.getCollection(ConsumerDocuments.COLLECTION, BsonDocument.class);
    }

    @Override
    public Future<Optional<Consumer>> find(String agent, String keyId) {
        return publishers
                .first(() -> consumers.find(Filters.eq(Fields.ID, ConsumerDocuments.id(agent, keyId))))
                .map(found -> found.map(ConsumerDocuments::consumer));
    }

    @Override
    public Future<Boolean> put(Consumer consumer) {
        return consumer.revision() == 1 ? insert(consumer) : replace(consumer);
    }

    @Override
    public Future<Page<Consumer>> list(String agent, PageRequest page) {
        return Future.succeededFuture(page)
                .map(request -> ConsumerDocuments.after(agent, request))
                .compose(filter -> publishers.all(() ->
                        consumers.find(filter).sort(Sorts.ascending(Fields.ID)).limit(Pages.queryLimit(page))))
                .map(found -> Pages.cut(found, page, ConsumerDocuments::consumer, ConsumerDocuments::cursor));
    }

    private Future<Boolean> insert(Consumer consumer) {
        return publishers
                .one(() -> consumers.insertOne(ConsumerDocuments.of(consumer)))
                .map(true)
                .recover(failure -> StoreFailures.onlyDuplicateKeys(failure)
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(failure));
    }

    private Future<Boolean> replace(Consumer consumer) {
        String id = ConsumerDocuments.id(consumer.agent(), consumer.keyId());
        return publishers
                .one(() -> consumers.replaceOne(
                        ConsumerDocuments.atRevision(id, consumer.revision() - 1), ConsumerDocuments.of(consumer)))
                .map(result -> result.getMatchedCount() == 1);
    }
}
