package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** {@code delete}: one or all matching documents per statement. */
final class DeleteCommand implements WriteCommand {
    private final QueryExecutor queries;

    DeleteCommand(QueryExecutor queries) {
        this.queries = queries;
    }

    @Override
    public Reply run(Command command, Catalog catalog) {
        List<Document> statements = Fields.documents(command.body(), "deletes");
        boolean ordered = CommandGuard.isOrdered(command.body());
        List<Document> errors = new ArrayList<>();
        int deleted = 0;
        for (int i = 0; i < statements.size() && !(ordered && !errors.isEmpty()); i++) {
            try {
                deleted += delete(statements.get(i), command.namespace(), catalog);
            } catch (MongoServerException e) {
                errors.add(CommandErrors.writeError(i, e));
            }
        }
        Document reply = new Document("n", deleted);
        if (!errors.isEmpty()) {
            reply.append("writeErrors", errors);
        }
        return Reply.of(reply.append("ok", 1.0));
    }

    private int delete(Document statement, String namespace, Catalog catalog) {
        int limit = Fields.nonNegativeInt(statement, "limit", 0);
        if (limit > 1) {
            throw CommandErrors.badValue("limit: " + limit + " (expected: 0 or 1)");
        }
        Query query = Query.of(Fields.document(statement, "q"), Deadline.NONE).limitedTo(limit);
        return catalog.collection(namespace)
                .map(collection -> delete(query, collection))
                .orElse(0);
    }

    private int delete(Query query, StoredCollection collection) {
        Iterator<StoredDocument> matching = queries.run(query, collection.view());
        int deleted = 0;
        while (matching.hasNext()) {
            collection.delete(matching.next());
            deleted++;
        }
        return deleted;
    }
}
