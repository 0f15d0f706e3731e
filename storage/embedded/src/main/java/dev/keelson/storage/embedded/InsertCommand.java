package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import java.util.ArrayList;
import java.util.List;

/** {@code insert}: counts what was stored; ordered stops at the first document that is refused. */
final class InsertCommand implements WriteCommand {
    @Override
    public Reply run(Command command, Catalog catalog) {
        List<Document> documents = Fields.documents(command.body(), "documents");
        StoredCollection collection = catalog.collectionOrNew(command.namespace());
        boolean ordered = CommandGuard.isOrdered(command.body());
        List<Document> errors = new ArrayList<>();
        int inserted = 0;
        for (int i = 0; i < documents.size() && !(ordered && !errors.isEmpty()); i++) {
            try {
                Document unused = collection.insert(documents.get(i));
                inserted++;
            } catch (MongoServerException e) {
                errors.add(CommandErrors.writeError(i, e));
            }
        }
        Document reply = new Document("n", inserted);
        if (!errors.isEmpty()) {
            reply.append("writeErrors", errors);
        }
        return Reply.of(reply.append("ok", 1.0));
    }
}
