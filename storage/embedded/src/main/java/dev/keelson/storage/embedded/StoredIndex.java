package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import org.h2.mvstore.MVMap;

/**
 * One secondary index: a sorted map from the indexed values to the document. Confined to the writing thread.
 *
 * <p>An entry of a unique index is {@code key -> id}. An entry of another index is {@code key + id -> length of key}, so
 * that equal keys sort by {@code _id} and the id is not stored twice.
 */
final class StoredIndex {
    private final IndexDefinition definition;
    private final int mapNumber;
    private final MVMap<byte[], byte[]> entries;
    private boolean multikey;

    StoredIndex(IndexDefinition definition, int mapNumber, MVMap<byte[], byte[]> entries) {
        this.definition = definition;
        this.mapNumber = mapNumber;
        this.entries = entries;
    }

    IndexDefinition definition() {
        return definition;
    }

    int mapNumber() {
        return mapNumber;
    }

    MVMap<byte[], byte[]> map() {
        return entries;
    }

    boolean isMultikey() {
        return multikey;
    }

    void markMultikey() {
        multikey = true;
    }

    IndexView view() {
        return new IndexView(definition, multikey, MapView.of(entries));
    }

    /** The keys of a document that is to be stored. Fails if another document holds one of them in a unique index. */
    IndexEntries checked(Document document, byte[] id, String namespace) {
        IndexEntries checked = IndexEntries.of(document, definition);
        if (definition.unique()) {
            for (byte[] key : checked.keys()) {
                requireFree(key, id, document, namespace);
            }
        }
        return checked;
    }

    void add(IndexEntries added, byte[] id) {
        for (byte[] key : added.keys()) {
            addKey(key, id);
        }
    }

    void remove(IndexEntries removed, byte[] id) {
        for (byte[] key : removed.keys()) {
            removeKey(key, id);
        }
    }

    void replace(IndexEntries before, IndexEntries after, byte[] id) {
        if (sameSingleKey(before, after)) {
            return;
        }
        Collection<byte[]> stale = sorted(before);
        stale.removeAll(sorted(after));
        Collection<byte[]> fresh = sorted(after);
        fresh.removeAll(sorted(before));
        fresh.forEach(key -> addKey(key, id));
        stale.forEach(key -> removeKey(key, id));
    }

    private void addKey(byte[] key, byte[] id) {
        if (definition.unique()) {
            entries.put(key, id);
            return;
        }
        entries.put(KeyBytes.concat(key, id), new byte[] {(byte) (key.length >> 8), (byte) key.length});
    }

    private void removeKey(byte[] key, byte[] id) {
        entries.remove(definition.unique() ? key : KeyBytes.concat(key, id));
    }

    private void requireFree(byte[] key, byte[] id, Document document, String namespace) {
        byte[] holder = entries.get(key);
        if (holder == null || Arrays.equals(holder, id)) {
            return;
        }
        Document keyValue = new Document();
        for (IndexField field : definition.fields()) {
            keyValue.append(
                    field.path(),
                    IndexedValues.of(document, field.path()).values().get(0));
        }
        throw CommandErrors.duplicateKey(namespace, definition, keyValue);
    }

    private static boolean sameSingleKey(IndexEntries before, IndexEntries after) {
        return before.keys().size() == 1
                && after.keys().size() == 1
                && Arrays.equals(
                        before.keys().iterator().next(), after.keys().iterator().next());
    }

    private static Collection<byte[]> sorted(IndexEntries entries) {
        Collection<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        keys.addAll(entries.keys());
        return keys;
    }
}
