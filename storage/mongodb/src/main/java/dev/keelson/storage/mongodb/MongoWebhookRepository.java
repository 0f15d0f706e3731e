package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.webhook.Webhook;
import dev.keelson.core.webhook.WebhookRepository;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;

/** Webhooks in MongoDB: the unique {@code _id} decides between creators, the revision in the filter between editors. */
final class MongoWebhookRepository implements WebhookRepository {
    /** Twice what may be stored, so that creators of the same moment hide nothing. */
    private static final int MAX_LISTED = 2 * Webhook.MAX_COUNT;

    private final Publishers publishers;
    private final MongoCollection<BsonDocument> webhooks;

    MongoWebhookRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.webhooks = database.getCollection(WebhookDocuments.COLLECTION, BsonDocument.class);
    }

    @Override
    public Future<Webhook> commit(Webhook next) {
        return next.revision() == 1 ? insert(next) : replace(next);
    }

    @Override
    public Future<Optional<Webhook>> find(String id) {
        return publishers
                .first(() -> webhooks.find(Filters.eq(Fields.ID, id)))
                .map(found -> found.map(WebhookDocuments::webhook));
    }

    @Override
    public Future<List<Webhook>> list() {
        return publishers
                .all(() -> webhooks.find().sort(Sorts.ascending(Fields.ID)).limit(MAX_LISTED))
                .map(found -> found.stream().map(WebhookDocuments::webhook).toList());
    }

    @Override
    public Future<Void> delete(String id, int revision) {
        return publishers
                .one(() -> webhooks.deleteOne(WebhookDocuments.atRevision(id, revision)))
                .compose(result -> result.getDeletedCount() > 0
                        ? Future.succeededFuture()
                        : find(id).compose(current -> Future.failedFuture(refusal(id, current))));
    }

    @Override
    public Future<Void> noteFailing(String id, Instant since) {
        var unnoted = Filters.and(Filters.eq(Fields.ID, id), Filters.exists(WebhookDocuments.FAILING_SINCE, false));
        return publishers
                .one(() ->
                        webhooks.updateOne(unnoted, Updates.set(WebhookDocuments.FAILING_SINCE, StoredTime.of(since))))
                .mapEmpty();
    }

    @Override
    public Future<Void> noteWorking(String id) {
        return publishers
                .one(() -> webhooks.updateOne(Filters.eq(Fields.ID, id), Updates.unset(WebhookDocuments.FAILING_SINCE)))
                .mapEmpty();
    }

    private Future<Webhook> insert(Webhook first) {
        return publishers
                .one(() -> webhooks.insertOne(WebhookDocuments.of(first)))
                .map(first)
                .recover(failure ->
                        StoreFailures.onlyDuplicateKeys(failure) ? refuse(first) : Future.failedFuture(failure));
    }

    private Future<Webhook> replace(Webhook next) {
        return publishers
                .one(() -> webhooks.replaceOne(
                        WebhookDocuments.atRevision(next.id(), next.revision() - 1), WebhookDocuments.of(next)))
                .compose(result -> result.getMatchedCount() == 1 ? Future.succeededFuture(next) : refuse(next));
    }

    private Future<Webhook> refuse(Webhook next) {
        return find(next.id()).compose(current -> Future.failedFuture(stale(next.id(), current)));
    }

    private static KeelsonException refusal(String id, Optional<Webhook> current) {
        return current.isPresent()
                ? stale(id, current)
                : new KeelsonException(ErrorCode.WEBHOOK_NOT_FOUND, "no webhook with id " + id);
    }

    private static KeelsonException stale(String id, Optional<Webhook> current) {
        return current.map(found -> KeelsonException.stale("the webhook is at revision " + found.revision(), found))
                .orElseGet(() -> new KeelsonException(ErrorCode.REVISION_STALE, "there is no webhook " + id));
    }
}
