package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.trace.Trace;
import dev.keelson.core.trace.TraceFilter;
import dev.keelson.core.trace.TraceRepository;
import dev.keelson.core.trace.TraceSummary;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;

/** Traces in MongoDB: one document each, written in batches; the unique {@code _id} makes a batch repeatable. */
final class MongoTraceRepository implements TraceRepository {
    /** One trace that is there already must not keep the others out. */
    private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);

    private final Publishers publishers;
    private final MongoCollection<BsonDocument> traces;

    MongoTraceRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.traces = database.getCollection(TraceDocuments.COLLECTION, BsonDocument.class);
    }

    @Override
    public Future<Void> insertAll(List<Trace> batch) {
        if (batch.isEmpty()) {
            return Future.succeededFuture();
        }
        return publishers
                .compute(() -> batch.stream().map(TraceDocuments::of).toList())
                .compose(documents -> publishers.one(() -> traces.insertMany(documents, UNORDERED)))
                .<Void>mapEmpty()
                .recover(failure -> StoreFailures.onlyDuplicateKeys(failure)
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }

    @Override
    public Future<Optional<Trace>> find(String id) {
        return publishers
                .first(() -> traces.find(Filters.eq(Fields.ID, id)))
                .compose(found -> publishers.compute(() -> found.map(TraceDocuments::trace)));
    }

    @Override
    public Future<Page<TraceSummary>> search(TraceFilter filter, PageRequest page) {
        return Future.succeededFuture(page.cursor())
                .map(TraceDocuments::cursor)
                .map(after -> TraceDocuments.matching(filter, after))
                .compose(conditions -> query(filter, conditions, page))
                .map(found -> Pages.cut(found, page, TraceDocuments::summary, TraceDocuments::cursor));
    }

    private Future<List<BsonDocument>> query(TraceFilter filter, BsonDocument conditions, PageRequest page) {
        if (filter.agent() != null
                && !filter.agents().isEmpty()
                && !filter.agents().contains(filter.agent())) {
            return Future.succeededFuture(List.of());
        }
        return publishers.all(() -> traces.find(conditions)
                .sort(TraceDocuments.NEWEST_FIRST)
                .limit(Pages.queryLimit(page))
                .projection(Projections.include(TraceDocuments.SUMMARY)));
    }
}
