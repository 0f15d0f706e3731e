package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.suite.TestSuite;
import dev.keelson.core.suite.TestSuiteRepository;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;

/** Test suites in MongoDB: a change replaces the document of the revision before. */
final class MongoTestSuiteRepository implements TestSuiteRepository {
    private final Publishers publishers;
    private final MongoCollection<BsonDocument> suites;

    MongoTestSuiteRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.suites = database.getCollection(TestSuiteDocuments.COLLECTION, BsonDocument.class);
    }

    @Override
    public Future<TestSuite> commit(TestSuite next) {
        return write(next).compose(done -> done ? Future.succeededFuture(next) : stale(next));
    }

    @Override
    public Future<Optional<TestSuite>> find(String agent, String name) {
        return publishers
                .first(() -> suites.find(Filters.eq(Fields.ID, TestSuiteDocuments.id(agent, name))))
                .compose(found -> publishers.compute(() -> found.map(TestSuiteDocuments::suite)));
    }

    @Override
    public Future<List<TestSuite>> listByAgent(String agent) {
        return publishers
                .all(() -> suites.find(TestSuiteDocuments.ofAgent(agent))
                        .sort(Sorts.ascending(Fields.ID))
                        .limit(2 * MAX_SUITES))
                .compose(found -> publishers.compute(
                        () -> found.stream().map(TestSuiteDocuments::suite).toList()));
    }

    /** False when the store has another revision. */
    private Future<Boolean> write(TestSuite next) {
        return publishers.compute(() -> TestSuiteDocuments.of(next)).compose(document -> {
            if (next.revision() == 1) {
                return insert(document);
            }
            return publishers
                    .one(() -> suites.replaceOne(TestSuiteDocuments.revision(next, next.revision() - 1), document))
                    .map(result -> result.getMatchedCount() == 1);
        });
    }

    private Future<Boolean> insert(BsonDocument document) {
        return publishers
                .one(() -> suites.insertOne(document))
                .map(true)
                .recover(failure -> StoreFailures.onlyDuplicateKeys(failure)
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(failure));
    }

    private Future<TestSuite> stale(TestSuite next) {
        return find(next.agent(), next.name())
                .compose(found -> Future.failedFuture(found.map(TestSuiteRepository::stale)
                        .orElseGet(() -> TestSuiteRepository.missing(next.agent(), next.name()))));
    }
}
