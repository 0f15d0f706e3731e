package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;

/** The database that {@link UpdateEvaluator} has to belong to. It has a name and nothing else. */
final class EvaluatorDatabase implements MongoDatabase {
    private static final String MESSAGE = "the database of an evaluator has only a name";

    @Override
    public String getDatabaseName() {
        return "evaluator";
    }

    @Override
    public boolean isEmpty() {
        return true;
    }

    @Override
    public void handleClose(Channel channel) {
        throw new UnsupportedOperationException(MESSAGE);
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver resolver, Oplog oplog) {
        throw new UnsupportedOperationException(MESSAGE);
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        throw new UnsupportedOperationException(MESSAGE);
    }

    @Override
    public MongoCollection<?> createCollectionOrThrowIfExists(String name, CollectionOptions options) {
        throw new UnsupportedOperationException(MESSAGE);
    }

    @Override
    public MongoCollection<?> resolveCollection(String name, boolean throwIfNotFound) {
        throw new UnsupportedOperationException(MESSAGE);
    }

    @Override
    public void drop(Oplog oplog) {
        throw new UnsupportedOperationException(MESSAGE);
    }

    @Override
    public void dropCollection(String name, Oplog oplog) {
        throw new UnsupportedOperationException(MESSAGE);
    }

    @Override
    public void moveCollection(MongoDatabase oldDatabase, MongoCollection<?> collection, String newName) {
        throw new UnsupportedOperationException(MESSAGE);
    }

    @Override
    public void unregisterCollection(String name) {
        throw new UnsupportedOperationException(MESSAGE);
    }
}
