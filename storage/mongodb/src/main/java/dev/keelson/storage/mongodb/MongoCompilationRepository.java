package dev.keelson.storage.mongodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.compilation.Compilation;
import dev.keelson.core.compilation.CompilationKey;
import dev.keelson.core.compilation.CompilationRepository;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/**
 * Compilations in MongoDB: every change replaces the record, provided that nobody has changed it since. Results are only
 * ever inserted.
 */
final class MongoCompilationRepository implements CompilationRepository {
    private final Publishers publishers;
    private final MongoCollection<BsonDocument> compilations;
    private final MongoCollection<BsonDocument> results;

    MongoCompilationRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.compilations = database.getCollection(CompilationDocuments.COLLECTION, BsonDocument.class);
        this.results = database.getCollection(CompilationDocuments.RESULTS, BsonDocument.class);
    }

    @Override
    public Future<Compilation> insert(Compilation compilation) {
        return publishers
                .one(() -> compilations.insertOne(CompilationDocuments.of(compilation)))
                .map(compilation);
    }

    @Override
    public Future<Optional<Compilation>> find(CompilationKey key) {
        return publishers
                .first(() -> compilations.find(Filters.eq(Fields.ID, CompilationDocuments.id(key))))
                .map(found -> found.map(CompilationDocuments::compilation));
    }

    @Override
    public Future<Page<Compilation>> list(String agent, PageRequest page) {
        return Future.succeededFuture(page)
                .map(wanted -> filter(agent, wanted))
                .compose(filter -> publishers.all(() -> compilations
                        .find(filter)
                        .sort(Sorts.descending(Fields.ID))
                        .limit(Pages.queryLimit(page))))
                .map(found -> Pages.cut(
                        found,
                        page,
                        CompilationDocuments::compilation,
                        last -> Cursor.encode(CompilationDocuments.COLLECTION, last.id())));
    }

    @Override
    public Future<Boolean> replace(Compilation before, Compilation after) {
        return publishers
                .one(() ->
                        compilations.replaceOne(CompilationDocuments.unchanged(before), CompilationDocuments.of(after)))
                .map(result -> result.getMatchedCount() == 1);
    }

    @Override
    public Future<List<CompilationKey>> waiting(Instant now, int limit) {
        return publishers
                .all(() -> compilations
                        .find(CompilationDocuments.waiting(now))
                        .projection(Projections.include(Fields.ID))
                        .sort(CompilationDocuments.LONGEST_WAITING_FIRST)
                        .limit(limit))
                .map(found -> found.stream().map(CompilationDocuments::key).toList());
    }

    @Override
    public Future<Void> delete(CompilationKey key) {
        return publishers
                .one(() -> results.deleteMany(CompilationDocuments.resultsOf(key.id())))
                .compose(done -> publishers.one(
                        () -> compilations.deleteOne(Filters.eq(Fields.ID, CompilationDocuments.id(key)))))
                .mapEmpty();
    }

    @Override
    public Future<String> putResult(ResultKey key, JsonNode result) {
        String digest = CompilationDocuments.digest(result);
        return publishers
                .one(() -> results.insertOne(CompilationDocuments.result(key, digest, result)))
                .map(digest)
                .recover(failure -> StoreFailures.onlyDuplicateKeys(failure)
                        ? Future.succeededFuture(digest)
                        : Future.failedFuture(failure));
    }

    @Override
    public Future<Optional<JsonNode>> result(ResultKey key, String digest) {
        return publishers
                .first(() -> results.find(Filters.eq(Fields.ID, CompilationDocuments.resultId(key, digest))))
                .map(found -> found.map(CompilationDocuments::result));
    }

    private static Bson filter(String agent, PageRequest page) {
        String cursor = page.cursor();
        return cursor == null
                ? NumberedIds.ownedBy(agent)
                : CompilationDocuments.olderThan(
                        agent,
                        Cursor.decode(CompilationDocuments.COLLECTION, 1, cursor)
                                .text(0));
    }
}
