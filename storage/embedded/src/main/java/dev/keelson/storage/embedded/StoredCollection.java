package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * One collection: its documents by {@code _id} and its indexes. Confined to the writing thread.
 *
 * <p>Every change first computes and checks everything that can be refused and then touches the maps, so a refused
 * document leaves no trace.
 */
final class StoredCollection {
    private static final int MAX_INDEXES = 64;
    private static final int MAX_ID_BYTES = 8_192;

    private final String namespace;
    private final int mapNumber;
    private final MVMap<byte[], byte[]> documents;
    private final List<StoredIndex> indexes = new ArrayList<>();
    private boolean descriptionChanged = true;

    StoredCollection(String namespace, int mapNumber, MVMap<byte[], byte[]> documents) {
        this.namespace = namespace;
        this.mapNumber = mapNumber;
        this.documents = documents;
    }

    String namespace() {
        return namespace;
    }

    int mapNumber() {
        return mapNumber;
    }

    MVMap<byte[], byte[]> map() {
        return documents;
    }

    List<StoredIndex> indexes() {
        return indexes;
    }

    /** Whether the catalog entry has to be written again; asking settles it. */
    boolean takeDescriptionChanged() {
        boolean changed = descriptionChanged;
        descriptionChanged = false;
        return changed;
    }

    /** The present state, for queries of the writing thread itself. */
    CollectionView view() {
        return new CollectionView(
                namespace,
                MapView.of(documents),
                indexes.stream().map(StoredIndex::view).toList());
    }

    Optional<StoredIndex> index(String name) {
        return indexes.stream()
                .filter(index -> index.definition().name().equals(name))
                .findFirst();
    }

    /** Adds an index over the documents that are there. Fails, without a trace in this collection, on a duplicate. */
    void addIndex(StoredIndex index) {
        if (indexes.size() >= MAX_INDEXES) {
            throw CommandErrors.of(
                    67, "CannotCreateIndex", "indexes of " + namespace + ": " + MAX_INDEXES + " (expected: fewer)");
        }
        Cursor<byte[], byte[]> all = documents.cursor(null);
        while (all.hasNext()) {
            byte[] id = all.next();
            IndexEntries entries = index.checked(BsonBytes.decode(all.getValue()), id, namespace);
            index.add(entries, id);
            noteMultikey(index, entries);
        }
        indexes.add(index);
        descriptionChanged = true;
    }

    /** Takes over an index that was built before. */
    void openIndex(StoredIndex index) {
        indexes.add(index);
    }

    void dropIndex(StoredIndex index) {
        indexes.remove(index);
        descriptionChanged = true;
    }

    /** Returns the document as stored: with an {@code _id}, and that in front. */
    Document insert(Document document) {
        Document identified = withIdInFront(document);
        byte[] bytes = BsonBytes.encode(identified);
        byte[] id = requireNewId(identified);
        List<IndexEntries> entries = checkedEntries(identified, id);

        apply(() -> {
            documents.put(id, bytes);
            for (int i = 0; i < indexes.size(); i++) {
                indexes.get(i).add(entries.get(i), id);
                noteMultikey(indexes.get(i), entries.get(i));
            }
        });
        return identified;
    }

    /**
     * Replaces a document of the same {@code _id}; returns whether anything differs.
     *
     * @param before the bytes that are stored now
     */
    boolean replace(byte[] id, byte[] before, Document document) {
        byte[] bytes = BsonBytes.encode(document);
        if (Arrays.equals(bytes, before)) {
            return false;
        }
        List<IndexEntries> after = checkedEntries(document, id);
        List<IndexEntries> previous = entries(BsonBytes.decode(before));

        apply(() -> {
            documents.put(id, bytes);
            for (int i = 0; i < indexes.size(); i++) {
                indexes.get(i).replace(previous.get(i), after.get(i), id);
                noteMultikey(indexes.get(i), after.get(i));
            }
        });
        return true;
    }

    void delete(StoredDocument document) {
        List<IndexEntries> previous = entries(document.document());

        apply(() -> {
            documents.remove(document.id());
            for (int i = 0; i < indexes.size(); i++) {
                indexes.get(i).remove(previous.get(i), document.id());
            }
        });
    }

    /** The entry of this collection in the catalog. */
    Document describe() {
        List<Document> described = new ArrayList<>();
        for (StoredIndex index : indexes) {
            described.add(index.definition()
                    .describe()
                    .append("map", index.mapNumber())
                    .append("multikey", index.isMultikey()));
        }
        return new Document("ns", namespace).append("map", mapNumber).append("indexes", described);
    }

    private List<IndexEntries> entries(Document document) {
        return indexes.stream()
                .map(index -> IndexEntries.of(document, index.definition()))
                .toList();
    }

    private List<IndexEntries> checkedEntries(Document document, byte[] id) {
        List<IndexEntries> entries = new ArrayList<>(indexes.size());
        for (StoredIndex index : indexes) {
            entries.add(index.checked(document, id, namespace));
        }
        return entries;
    }

    private byte[] requireNewId(Document document) {
        Object value = document.get("_id");
        if (value instanceof Collection) {
            throw new MongoServerError(53, "InvalidIdField", "The '_id' value cannot be of type array");
        }
        IndexEntries.requireIndexable(value, "_id");
        byte[] id = OrderPreservingKeys.ofId(value);
        if (id.length > MAX_ID_BYTES) {
            throw CommandErrors.badValue("_id: " + id.length + " bytes (expected: <= " + MAX_ID_BYTES + ")");
        }
        if (documents.containsKey(id)) {
            throw CommandErrors.duplicateKey(namespace, IndexDefinition.ID, new Document("_id", value));
        }
        return id;
    }

    // Nothing in here can be refused any more: whatever fails now leaves data and indexes apart.
    private static void apply(Runnable change) {
        try {
            change.run();
        } catch (RuntimeException e) {
            throw new TornChangeException(e);
        }
    }

    private static Document withIdInFront(Document document) {
        if (!document.isEmpty() && document.keySet().iterator().next().equals("_id")) {
            return document;
        }
        Document identified = new Document("_id", document.containsKey("_id") ? document.get("_id") : new ObjectId());
        for (Map.Entry<String, Object> field : document.entrySet()) {
            identified.putIfAbsent(field.getKey(), field.getValue());
        }
        return identified;
    }

    private void noteMultikey(StoredIndex index, IndexEntries entries) {
        if (entries.multikey() && !index.isMultikey()) {
            index.markMultikey();
            descriptionChanged = true;
        }
    }
}
