package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** {@code update}: one or many documents per statement, upserts, and ordered statements that stop at an error. */
final class UpdateCommand implements WriteCommand {
    private final QueryExecutor queries;

    UpdateCommand(QueryExecutor queries) {
        this.queries = queries;
    }

    @Override
    public Reply run(Command command, Catalog catalog) {
        List<Document> statements = Fields.documents(command.body(), "updates");
        boolean ordered = CommandGuard.isOrdered(command.body());
        Outcome outcome = new Outcome();
        for (int i = 0; i < statements.size() && !(ordered && !outcome.errors.isEmpty()); i++) {
            try {
                run(Statement.parse(statements.get(i), i), command.namespace(), catalog, outcome);
            } catch (MongoServerException e) {
                outcome.errors.add(CommandErrors.writeError(i, e));
            }
        }
        return Reply.of(outcome.toReply());
    }

    private void run(Statement statement, String namespace, Catalog catalog, Outcome outcome) {
        Optional<StoredCollection> collection = catalog.collection(namespace);
        boolean matched = collection.isPresent() && updateMatching(statement, collection.get(), outcome);
        if (!matched && statement.upsert) {
            Document inserted = UpdateEvaluator.upsert(statement.filter, statement.update);
            Object id = catalog.collectionOrNew(namespace).insert(inserted).get("_id");
            outcome.upserted.add(new Document("index", statement.index).append("_id", id));
        }
    }

    private boolean updateMatching(Statement statement, StoredCollection collection, Outcome outcome) {
        Query query = Query.of(statement.filter, Deadline.NONE).limitedTo(statement.multi ? 0 : 1);
        // Reads from a view, so that documents changed here are not met again.
        Iterator<StoredDocument> matching = queries.run(query, collection.view());
        boolean matched = false;
        while (matching.hasNext()) {
            StoredDocument current = matching.next();
            Document changed = DocumentUpdates.changed(current, statement.filter, statement.update);
            outcome.modified += collection.replace(current.id(), current.bytes(), changed) ? 1 : 0;
            outcome.matched++;
            matched = true;
        }
        return matched;
    }

    /** One of the updates that a command consists of. */
    private record Statement(int index, Document filter, Document update, boolean multi, boolean upsert) {

        private static Statement parse(Document source, int index) {
            Document update = DocumentUpdates.parse(source, "u");
            boolean multi = Fields.isTrue(source.get("multi"));
            if (multi && DocumentUpdates.isReplacement(update)) {
                throw new MongoServerError(
                        9, "FailedToParse", "multi update is not supported for replacement-style update");
            }
            boolean upsert = Fields.isTrue(source.get("upsert"));
            return new Statement(index, Fields.document(source, "q"), update, multi, upsert);
        }
    }

    /** What the statements have done so far. */
    private static final class Outcome {
        private final List<Document> upserted = new ArrayList<>();
        private final List<Document> errors = new ArrayList<>();
        private int matched;
        private int modified;

        private Document toReply() {
            Document reply = new Document("n", matched + upserted.size()).append("nModified", modified);
            if (!upserted.isEmpty()) {
                reply.append("upserted", upserted);
            }
            if (!errors.isEmpty()) {
                reply.append("writeErrors", errors);
            }
            return reply.append("ok", 1.0);
        }
    }
}
