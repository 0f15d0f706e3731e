package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The keys under which one index lists one document.
 *
 * @param multikey whether an array made, or could have made, more than one key
 */
record IndexEntries(Collection<byte[]> keys, boolean multikey) {
    private static final int MAX_KEYS = 1_000;
    private static final int MAX_KEY_BYTES = 8_192;

    static IndexEntries of(Document document, IndexDefinition index) {
        List<IndexedValues> perField = new ArrayList<>(index.fields().size());
        int arrays = 0;
        for (IndexField field : index.fields()) {
            IndexedValues values = IndexedValues.of(document, field.path());
            requireIndexable(values, field);
            arrays += values.throughArray() ? 1 : 0;
            perField.add(values);
        }
        if (arrays > 1) {
            throw new MongoServerError(
                    171, "CannotIndexParallelArrays", "cannot index parallel arrays: index " + index.name());
        }
        return new IndexEntries(combine(perField, index), arrays == 1);
    }

    private static void requireIndexable(IndexedValues values, IndexField field) {
        if (values.values().size() > MAX_KEYS) {
            throw CommandErrors.badValue("indexed array '" + field.path() + "': "
                    + values.values().size() + " elements (expected: <= " + MAX_KEYS + ")");
        }
        for (Object value : values.values()) {
            requireIndexable(value, field.path());
        }
    }

    static void requireIndexable(@Nullable Object value, String path) {
        if (!OrderPreservingKeys.isIndexable(value)) {
            throw CommandErrors.unsupported("type "
                    + (value == null ? "null" : value.getClass().getSimpleName()) + " in indexed field '" + path + "'");
        }
    }

    // At most one field has several values, so the keys are as many as its values.
    private static Collection<byte[]> combine(List<IndexedValues> perField, IndexDefinition index) {
        int count =
                perField.stream().mapToInt(field -> field.values().size()).max().orElse(1);
        if (count == 1) {
            return List.of(key(perField, index, 0));
        }
        Collection<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        for (int i = 0; i < count; i++) {
            keys.add(key(perField, index, i));
        }
        return keys;
    }

    private static byte[] key(List<IndexedValues> perField, IndexDefinition index, int element) {
        KeyBytes key = new KeyBytes();
        for (int i = 0; i < perField.size(); i++) {
            List<@Nullable Object> values = perField.get(i).values();
            Object value = values.get(values.size() == 1 ? 0 : element);
            OrderPreservingKeys.append(value, index.fields().get(i).ascending(), key);
        }
        if (key.length() > MAX_KEY_BYTES) {
            throw new MongoServerError(
                    17280,
                    "KeyTooLong",
                    "key of index " + index.name() + ": " + key.length() + " bytes (expected: <= " + MAX_KEY_BYTES
                            + ")");
        }
        return key.toArray();
    }
}
