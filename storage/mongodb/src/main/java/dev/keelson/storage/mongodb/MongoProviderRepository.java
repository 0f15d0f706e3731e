package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.providerconfig.ProviderRepository;
import dev.keelson.core.providerconfig.StoredProvider;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Stored providers in MongoDB: the unique {@code _id} decides between creators, the revision in the filter between editors. */
final class MongoProviderRepository implements ProviderRepository {
    /** Twice what may be stored, so that creators of the same moment hide nothing. */
    private static final int MAX_LISTED = 2 * StoredProvider.MAX_COUNT;

    private static final FindOneAndUpdateOptions CHANGED =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final Publishers publishers;
    private final MongoCollection<BsonDocument> providers;

    MongoProviderRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.providers = database.getCollection(ProviderDocuments.COLLECTION, BsonDocument.class);
    }

    @Override
    public Future<StoredProvider> commit(StoredProvider next) {
        return next.revision() == 1 ? insert(next) : replace(next);
    }

    @Override
    public Future<Optional<StoredProvider>> find(String name) {
        return publishers
                .first(() -> providers.find(Filters.eq(Fields.ID, name)))
                .map(found -> found.map(ProviderDocuments::provider));
    }

    @Override
    public Future<List<StoredProvider>> list() {
        return publishers
                .all(() -> providers.find().sort(Sorts.ascending(Fields.ID)).limit(MAX_LISTED))
                .map(found -> found.stream().map(ProviderDocuments::provider).toList());
    }

    @Override
    public Future<Void> delete(String name, @Nullable Integer revision) {
        Bson filter = revision == null ? Filters.eq(Fields.ID, name) : ProviderDocuments.atRevision(name, revision);
        return publishers
                .one(() -> providers.deleteOne(filter))
                .compose(result -> result.getDeletedCount() > 0
                        ? Future.succeededFuture()
                        : find(name).compose(current -> Future.failedFuture(refusal(name, current))));
    }

    private Future<StoredProvider> insert(StoredProvider first) {
        return publishers
                .one(() -> providers.insertOne(ProviderDocuments.of(first)))
                .map(first)
                .recover(failure ->
                        StoreFailures.onlyDuplicateKeys(failure) ? refuse(first) : Future.failedFuture(failure));
    }

    private Future<StoredProvider> replace(StoredProvider next) {
        return publishers
                .first(() -> providers.findOneAndUpdate(
                        ProviderDocuments.atRevision(next.name(), next.revision() - 1),
                        ProviderDocuments.update(next),
                        CHANGED))
                .compose(changed -> changed.isPresent() ? Future.succeededFuture(next) : refuse(next));
    }

    private Future<StoredProvider> refuse(StoredProvider next) {
        return find(next.name()).compose(current -> Future.failedFuture(stale(next.name(), current)));
    }

    private static KeelsonException refusal(String name, Optional<StoredProvider> current) {
        return current.isPresent()
                ? stale(name, current)
                : new KeelsonException(ErrorCode.PROVIDER_NOT_FOUND, "no stored provider named " + name);
    }

    private static KeelsonException stale(String name, Optional<StoredProvider> current) {
        return current.map(found -> KeelsonException.stale("the provider is at revision " + found.revision(), found))
                .orElseGet(() -> new KeelsonException(ErrorCode.REVISION_STALE, "there is no provider " + name));
    }
}
