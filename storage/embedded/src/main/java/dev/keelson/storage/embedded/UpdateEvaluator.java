package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Computes what an update makes of one document. It uses the update operators of mongo-java-server, which only exist
 * inside its collection class: so this is a collection that holds the one document at hand and never stores anything.
 *
 * <p>Not thread-safe; one evaluator computes one update.
 */
final class UpdateEvaluator extends AbstractMongoCollection<Integer> {
    private static final Integer POSITION = 0;

    private final Document current;
    private @Nullable Document result;

    private UpdateEvaluator(Document current) {
        super(new EvaluatorDatabase(), "evaluated", CollectionOptions.withDefaults(), new CursorRegistry());
        this.current = current;
    }

    /** The document after the update. The given one must not be used any more. */
    static Document update(Document current, Document filter, Document update) {
        UpdateEvaluator evaluator = new UpdateEvaluator(current);
        evaluator.evaluate(filter, update, false);
        return evaluator.result == null ? current : evaluator.result;
    }

    /** The document that an upsert without a match inserts. */
    static Document upsert(Document filter, Document update) {
        UpdateEvaluator evaluator = new UpdateEvaluator(new Document());
        evaluator.evaluate(filter, update, true);
        if (evaluator.result == null) {
            throw new IllegalStateException("upsert of " + filter + " made no document");
        }
        return evaluator.result;
    }

    private void evaluate(Document filter, Document update, boolean upsert) {
        Document unused = updateDocuments(filter, update, ArrayFilters.empty(), false, upsert, NoopOplog.get());
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        return current.isEmpty() ? new QueryResult() : new QueryResult(List.of(current));
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        return queryDocuments(query, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    protected Integer findDocumentPosition(Document document) {
        return POSITION;
    }

    @Override
    protected Document getDocument(Integer position) {
        return current;
    }

    @Override
    protected Integer addDocumentInternal(Document document) {
        result = document;
        return POSITION;
    }

    @Override
    protected void handleUpdate(Integer position, Document oldDocument, Document newDocument) {
        result = newDocument;
    }

    @Override
    protected void removeDocument(Integer position) {
        throw new UnsupportedOperationException("an update removes nothing");
    }

    @Override
    protected Stream<DocumentWithPosition<Integer>> streamAllDocumentsWithPosition() {
        return Stream.of(new DocumentWithPosition<>(current, POSITION));
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected int getDataSize() {
        return 0;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        // sizes are not tracked
    }
}
