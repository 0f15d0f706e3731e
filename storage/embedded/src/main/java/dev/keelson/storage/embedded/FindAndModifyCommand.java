package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code findAndModify}: changes or removes the first match and returns it as it was or as it became. The returned state
 * is the one that this very command committed.
 */
final class FindAndModifyCommand implements WriteCommand {
    private final QueryExecutor queries;

    FindAndModifyCommand(QueryExecutor queries) {
        this.queries = queries;
    }

    @Override
    public Reply run(Command command, Catalog catalog) {
        Request request = Request.parse(command.body());
        Optional<StoredCollection> collection = catalog.collection(command.namespace());
        if (collection.isPresent()) {
            Iterator<StoredDocument> found =
                    queries.run(request.query, collection.get().view());
            if (found.hasNext()) {
                return change(found.next(), collection.get(), request);
            }
        }
        if (request.upsert) {
            return upsert(catalog.collectionOrNew(command.namespace()), request);
        }
        return request.reply(new Document("n", 0).append("updatedExisting", false), null);
    }

    private static Reply change(StoredDocument current, StoredCollection collection, Request request) {
        if (request.update == null) {
            collection.delete(current);
            return request.reply(new Document("n", 1), current.document());
        }
        Document changed = DocumentUpdates.changed(current, request.query.filter(), request.update);
        boolean unused = collection.replace(current.id(), current.bytes(), changed);
        Document returned = request.returnNew ? changed : BsonBytes.decode(current.bytes());
        return request.reply(new Document("n", 1).append("updatedExisting", true), returned);
    }

    private static Reply upsert(StoredCollection collection, Request request) {
        Document update = Objects.requireNonNull(request.update);
        Document inserted = collection.insert(UpdateEvaluator.upsert(request.query.filter(), update));
        Document outcome =
                new Document("n", 1).append("updatedExisting", false).append("upserted", inserted.get("_id"));
        return request.reply(outcome, request.returnNew ? inserted : null);
    }

    /**
     * The command, checked completely before anything changes.
     *
     * @param update null removes the document
     */
    private record Request(
            Query query,
            @Nullable Document update,
            boolean returnNew,
            boolean upsert,
            @Nullable ProjectedFields fields) {

        private static Request parse(Document body) {
            boolean remove = Fields.isTrue(body.get("remove"));
            boolean returnNew = Fields.isTrue(body.get("new"));
            boolean upsert = Fields.isTrue(body.get("upsert"));
            if (remove == (body.get("update") != null)) {
                throw new MongoServerError(9, "FailedToParse", "Either an update or remove=true must be specified");
            }
            if (remove && (upsert || returnNew)) {
                throw new MongoServerError(9, "FailedToParse", "remove cannot be combined with upsert or new");
            }
            Query query = Query.of(Fields.documentOrEmpty(body, "query"), Deadline.of(body))
                    .sortedBy(SortKeys.parse(Fields.documentOrEmpty(body, "sort")))
                    .limitedTo(1);
            Document projection = Fields.documentOrEmpty(body, "fields");
            return new Request(
                    query,
                    remove ? null : DocumentUpdates.parse(body, "update"),
                    returnNew,
                    upsert,
                    projection.isEmpty() ? null : ProjectedFields.parse(projection));
        }

        private Reply reply(Document outcome, @Nullable Document value) {
            Document returned = value == null || fields == null ? value : fields.of(value);
            return Reply.of(new Document("lastErrorObject", outcome)
                    .append("value", returned)
                    .append("ok", 1.0));
        }
    }
}
