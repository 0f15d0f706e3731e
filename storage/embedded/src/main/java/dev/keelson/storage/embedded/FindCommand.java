package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collections;
import java.util.Iterator;

/** {@code find}: filter, sort, skip, limit and projection, in batches. */
final class FindCommand implements ReadCommand {
    private final QueryExecutor queries;
    private final OpenCursors cursors;

    FindCommand(QueryExecutor queries, OpenCursors cursors) {
        this.queries = queries;
        this.cursors = cursors;
    }

    @Override
    public Reply run(Command command, StoreView view) {
        Document body = command.body();
        String namespace = command.namespace();
        Query query = Query.of(Fields.documentOrEmpty(body, "filter"), Deadline.of(body))
                .sortedBy(SortKeys.parse(Fields.documentOrEmpty(body, "sort")))
                .skipping(Fields.nonNegativeInt(body, "skip", 0))
                .limitedTo(Fields.nonNegativeInt(body, "limit", 0));
        Iterator<StoredDocument> found = view.collection(namespace)
                .map(collection -> queries.run(query, collection))
                .orElseGet(Collections::emptyIterator);
        OpenCursor cursor = new OpenCursor(namespace, encode(found, body), view);
        CursorReply first = cursors.first(cursor, OpenCursors.firstBatchSize(body));
        return Fields.isTrue(body.get("singleBatch")) ? withoutRest(first) : first;
    }

    private static Iterator<byte[]> encode(Iterator<StoredDocument> found, Document body) {
        Document projection = Fields.documentOrEmpty(body, "projection");
        if (projection.isEmpty()) {
            return QueryExecutor.stream(found).map(StoredDocument::bytes).iterator();
        }
        ProjectedFields fields = ProjectedFields.parse(projection);
        return QueryExecutor.stream(found)
                .map(document -> BsonBytes.encode(fields.of(document.document())))
                .iterator();
    }

    private CursorReply withoutRest(CursorReply first) {
        cursors.kill(first.cursorId());
        return new CursorReply(first.namespace(), first.batchField(), first.batch(), 0);
    }
}
