package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code aggregate}: a leading {@code $match}, {@code $sort}, {@code $skip} and {@code $limit} run as a query with its
 * indexes, the stages behind them one document after the other.
 */
final class AggregateCommand implements ReadCommand {
    private final QueryExecutor queries;
    private final OpenCursors cursors;

    AggregateCommand(QueryExecutor queries, OpenCursors cursors) {
        this.queries = queries;
        this.cursors = cursors;
    }

    @Override
    public Reply run(Command command, StoreView view) {
        Document body = command.body();
        String namespace = command.namespace();
        Deque<Document> stages = new ArrayDeque<>(Fields.documents(body, "pipeline"));
        Query query = takeQuery(stages, Deadline.of(body));
        Iterator<Document> results = view.collection(namespace)
                .map(collection -> results(collection, query, new ArrayList<>(stages)))
                .orElseGet(Collections::emptyIterator);
        Iterator<byte[]> encoded =
                QueryExecutor.stream(results).map(BsonBytes::encode).iterator();
        int batchSize = OpenCursors.firstBatchSize(Fields.documentOrEmpty(body, "cursor"));
        return cursors.first(new OpenCursor(namespace, encoded, view), batchSize);
    }

    private Iterator<Document> results(CollectionView collection, Query query, List<Document> stages) {
        if (isCountOfAll(query, stages)) {
            return countOfAll(collection, stages.get(0)).iterator();
        }
        Aggregation aggregation = Aggregation.fromPipeline(
                stages.stream().map(AggregateCommand::withoutCountAccumulator).toList(),
                null,
                null,
                null,
                NoopOplog.get());
        Stream<Document> documents =
                QueryExecutor.stream(queries.run(query, collection)).map(StoredDocument::document);
        return aggregation.runStagesAsStream(documents).iterator();
    }

    /** Removes the stages that a query can do from the front of the pipeline. */
    private static Query takeQuery(Deque<Document> stages, Deadline deadline) {
        Document filter = new Document();
        while (startsWith(stages, "$match")) {
            filter = and(filter, Fields.document(stages.remove(), "$match"));
        }
        Query query = Query.of(filter, deadline);
        if (startsWith(stages, "$sort")) {
            query = query.sortedBy(SortKeys.parse(Fields.document(stages.remove(), "$sort")));
        }
        if (startsWith(stages, "$skip")) {
            query = query.skipping(Fields.nonNegativeInt(stages.remove(), "$skip", 0));
        }
        if (startsWith(stages, "$limit")) {
            query = query.limitedTo(limit(stages.remove()));
        }
        return query;
    }

    private static boolean startsWith(Deque<Document> stages, String stage) {
        Document first = stages.peek();
        return first != null && first.size() == 1 && first.containsKey(stage);
    }

    private static Document and(Document first, Document second) {
        return first.isEmpty() ? second : new Document("$and", List.of(first, second));
    }

    private static int limit(Document stage) {
        int limit = Fields.nonNegativeInt(stage, "$limit", 0);
        if (limit == 0) {
            throw CommandErrors.badValue("$limit: 0 (expected: >= 1)");
        }
        return limit;
    }

    // What countDocuments() of the driver sends for an empty filter; counting by reading everything would be a waste.
    private static boolean isCountOfAll(Query query, List<Document> stages) {
        boolean everything = query.filter().isEmpty() && query.skip() == 0 && query.limit() == 0;
        if (!everything || stages.size() != 1 || !(stages.get(0).get("$group") instanceof Document group)) {
            return false;
        }
        return group.get("_id") instanceof Number
                && group.size() == 2
                && group.get("n") instanceof Document count
                && count.equals(new Document("$sum", 1));
    }

    private static List<Document> countOfAll(CollectionView collection, Document stage) {
        long size = collection.documents().size();
        Object id = Fields.document(stage, "$group").get("_id");
        Number count = size > Integer.MAX_VALUE ? (Number) size : (Number) (int) size;
        return size == 0 ? List.of() : List.of(new Document("_id", id).append("n", count));
    }

    /** {@code {$count: {}}} as what it means, because the aggregation engine does not know it. */
    private static Document withoutCountAccumulator(Document stage) {
        if (!(stage.get("$group") instanceof Document group)) {
            return stage;
        }
        Document rewritten = new Document();
        group.forEach((field, accumulator) -> {
            boolean count = accumulator instanceof Document operator && operator.containsKey("$count");
            rewritten.append(field, count && !field.equals("_id") ? new Document("$sum", 1) : accumulator);
        });
        return new Document("$group", rewritten);
    }
}
