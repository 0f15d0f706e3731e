package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sort specification. Fields are compared in turn, arrays by their smallest or, descending, their greatest element. */
record SortKeys(List<IndexField> fields) {
    private static final int MAX_FIELDS = 32;

    SortKeys {
        fields = List.copyOf(fields);
    }

    static SortKeys parse(Document sort) {
        List<IndexField> fields = new ArrayList<>();
        for (Map.Entry<String, Object> field : sort.entrySet()) {
            if (field.getKey().startsWith("$") || !(field.getValue() instanceof Number direction)) {
                throw CommandErrors.unsupported("sort by '" + field.getKey() + "': " + field.getValue());
            }
            if (Math.abs(direction.doubleValue()) != 1) {
                throw CommandErrors.badValue("sort by '" + field.getKey() + "': " + direction + " (expected: 1 or -1)");
            }
            fields.add(new IndexField(field.getKey(), direction.doubleValue() > 0));
        }
        if (fields.size() > MAX_FIELDS) {
            throw CommandErrors.badValue("sort: " + fields.size() + " fields (expected: <= " + MAX_FIELDS + ")");
        }
        return new SortKeys(fields);
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Bytes whose unsigned order is the order of the documents. */
    byte[] of(Document document) {
        KeyBytes key = new KeyBytes();
        for (IndexField field : fields) {
            key.addAll(extreme(IndexedValues.of(document, field.path()).values(), field.ascending()));
        }
        return key.toArray();
    }

    private static byte[] extreme(List<@Nullable Object> values, boolean ascending) {
        byte[] first = encode(values.get(0), ascending);
        for (Object value : values.subList(1, values.size())) {
            byte[] candidate = encode(value, ascending);
            first = Arrays.compareUnsigned(candidate, first) < 0 ? candidate : first;
        }
        return first;
    }

    private static byte[] encode(@Nullable Object value, boolean ascending) {
        KeyBytes key = new KeyBytes();
        OrderPreservingKeys.append(value, ascending, key);
        return key.toArray();
    }
}
