package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;

/** The commands that list databases, collections and indexes. */
final class ListCommands {
    private ListCommands() {}

    static Reply databases(Command command, StoreView view) {
        List<Document> databases = new ArrayList<>();
        for (String name : view.databases()) {
            databases.add(new Document("name", name).append("sizeOnDisk", 0L).append("empty", false));
        }
        Document filter = Fields.documentOrEmpty(command.body(), "filter");
        return Reply.of(new Document("databases", matching(databases, filter)).append("ok", 1.0));
    }

    static Reply collections(Command command, StoreView view) {
        List<Document> collections = new ArrayList<>();
        for (CollectionView collection : view.collectionsOf(command.database())) {
            String name = collection.namespace().substring(command.database().length() + 1);
            collections.add(new Document("name", name)
                    .append("type", "collection")
                    .append("options", new Document())
                    .append("info", new Document("readOnly", false))
                    .append("idIndex", IndexDefinition.ID.describe()));
        }
        Document filter = Fields.documentOrEmpty(command.body(), "filter");
        return cursor(command.database() + ".$cmd.listCollections", matching(collections, filter));
    }

    static Reply indexes(Command command, StoreView view) {
        String namespace = command.namespace();
        CollectionView collection =
                view.collection(namespace).orElseThrow(() -> CommandErrors.namespaceNotFound(namespace));
        List<Document> indexes = new ArrayList<>();
        indexes.add(IndexDefinition.ID.describe());
        collection.indexes().forEach(index -> indexes.add(index.definition().describe()));
        return cursor(namespace, indexes);
    }

    private static List<Document> matching(List<Document> all, Document filter) {
        DefaultQueryMatcher matcher = new DefaultQueryMatcher();
        return all.stream().filter(entry -> matcher.matches(entry, filter)).toList();
    }

    // The lists are short, so they always fit into the first batch.
    private static Reply cursor(String namespace, List<Document> entries) {
        return new CursorReply(
                namespace, "firstBatch", entries.stream().map(BsonBytes::encode).toList(), 0);
    }
}
