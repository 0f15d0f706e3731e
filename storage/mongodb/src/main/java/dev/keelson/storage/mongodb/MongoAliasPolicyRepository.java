package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.agent.AliasPolicy;
import dev.keelson.core.agent.AliasPolicyRepository;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import io.vertx.core.Future;
import java.util.Optional;
import org.bson.BsonDocument;

/** Policies of aliases in MongoDB: a change replaces the document of the revision before, the first is an insert. */
final class MongoAliasPolicyRepository implements AliasPolicyRepository {
    private final Publishers publishers;
    private final MongoCollection<BsonDocument> policies;

    MongoAliasPolicyRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.policies = database.getCollection(AliasPolicyDocuments.COLLECTION, BsonDocument.class);
    }

    @Override
    public Future<Optional<AliasPolicy>> find(String agent, String alias) {
        return publishers
                .first(() -> policies.find(Filters.eq(Fields.ID, AliasPolicyDocuments.id(agent, alias))))
                .map(found -> found.map(AliasPolicyDocuments::policy));
    }

    @Override
    public Future<Boolean> put(AliasPolicy policy) {
        return policy.revision() == 1 ? insert(policy) : replace(policy);
    }

    @Override
    public Future<Page<AliasPolicy>> listFollowing(PageRequest page) {
        return Future.succeededFuture(page.cursor())
                .map(AliasPolicyDocuments::following)
                .compose(filter -> publishers.all(() ->
                        policies.find(filter).sort(Sorts.ascending(Fields.ID)).limit(Pages.queryLimit(page))))
                .map(found -> Pages.cut(
                        found,
                        page,
                        AliasPolicyDocuments::policy,
                        last -> Cursor.encode(
                                AliasPolicyDocuments.COLLECTION, AliasPolicyDocuments.id(last.agent(), last.alias()))));
    }

    private Future<Boolean> insert(AliasPolicy policy) {
        return publishers
                .one(() -> policies.insertOne(AliasPolicyDocuments.of(policy)))
                .map(true)
                .recover(failure -> StoreFailures.onlyDuplicateKeys(failure)
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(failure));
    }

    private Future<Boolean> replace(AliasPolicy policy) {
        return publishers
                .one(() -> policies.replaceOne(
                        AliasPolicyDocuments.revision(policy, policy.revision() - 1), AliasPolicyDocuments.of(policy)))
                .map(result -> result.getMatchedCount() == 1);
    }
}
