package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands that create and drop collections and indexes. Run on the writing thread. */
final class CatalogCommands {
    private CatalogCommands() {}

    static Reply create(Command command, Catalog catalog) {
        String namespace = command.namespace();
        if (catalog.collection(namespace).isPresent()) {
            throw CommandErrors.of(48, "NamespaceExists", "Collection " + namespace + " already exists.");
        }
        StoredCollection unused = catalog.create(namespace);
        return Reply.ok();
    }

    static Reply drop(Command command, Catalog catalog) {
        String namespace = command.namespace();
        Optional<StoredCollection> collection = catalog.collection(namespace);
        collection.ifPresent(catalog::drop);
        Document reply = new Document("ok", 1.0);
        collection.ifPresent(dropped ->
                reply.append("nIndexesWas", dropped.indexes().size() + 1).append("ns", namespace));
        return Reply.of(reply);
    }

    static Reply dropDatabase(Command command, Catalog catalog) {
        catalog.collectionsOf(command.database()).forEach(catalog::drop);
        return Reply.of(new Document("dropped", command.database()).append("ok", 1.0));
    }

    static Reply createIndexes(Command command, Catalog catalog) {
        String namespace = command.namespace();
        List<IndexDefinition> definitions = Fields.documents(command.body(), "indexes").stream()
                .map(IndexDefinition::parse)
                .toList();
        boolean newCollection = catalog.collection(namespace).isEmpty();
        StoredCollection collection = catalog.collectionOrNew(namespace);
        int before = collection.indexes().size() + 1;
        for (IndexDefinition definition : definitions) {
            if (isMissing(definition, collection)) {
                catalog.createIndex(collection, definition);
            }
        }
        return Reply.of(new Document("numIndexesBefore", before)
                .append("numIndexesAfter", collection.indexes().size() + 1)
                .append("createdCollectionAutomatically", newCollection)
                .append("ok", 1.0));
    }

    static Reply dropIndexes(Command command, Catalog catalog) {
        StoredCollection collection = catalog.collection(command.namespace())
                .orElseThrow(() -> CommandErrors.namespaceNotFound(command.namespace()));
        int before = collection.indexes().size() + 1;
        Object wanted = command.body().get("index");
        if ("*".equals(wanted)) {
            List.copyOf(collection.indexes()).forEach(index -> catalog.dropIndex(collection, index));
        } else {
            catalog.dropIndex(collection, requireIndex(collection, wanted));
        }
        return Reply.of(new Document("nIndexesWas", before).append("ok", 1.0));
    }

    /** Fails if there is an index that is the same in part only: same name with other options, or the other way round. */
    private static boolean isMissing(IndexDefinition wanted, StoredCollection collection) {
        if (wanted.isIdIndex()) {
            return false;
        }
        for (StoredIndex existing : collection.indexes()) {
            IndexDefinition definition = existing.definition();
            boolean sameName = definition.name().equals(wanted.name());
            if (definition.equals(wanted)) {
                return false;
            }
            if (sameName) {
                throw CommandErrors.of(
                        86,
                        "IndexKeySpecsConflict",
                        "index " + wanted.name() + " of " + collection.namespace()
                                + " exists with another key or other options: " + definition.describe());
            }
            if (definition.fields().equals(wanted.fields())) {
                throw CommandErrors.of(
                        85,
                        "IndexOptionsConflict",
                        "index with the key " + wanted.key() + " of " + collection.namespace()
                                + " exists with another name or other options: " + definition.describe());
            }
        }
        return true;
    }

    private static StoredIndex requireIndex(StoredCollection collection, @Nullable Object wanted) {
        if (IndexDefinition.ID_INDEX_NAME.equals(wanted)) {
            throw CommandErrors.of(72, "InvalidOptions", "cannot drop _id index");
        }
        return collection.indexes().stream()
                .filter(index -> index.definition().name().equals(wanted)
                        || (wanted instanceof Document key && sameKey(index.definition(), key)))
                .findFirst()
                .orElseThrow(() -> CommandErrors.of(27, "IndexNotFound", "index not found: " + wanted));
    }

    private static boolean sameKey(IndexDefinition definition, Document key) {
        Document named = new Document("name", definition.name()).append("key", key);
        return IndexDefinition.parse(named).fields().equals(definition.fields());
    }
}
