package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a client asked for when it created an index. */
record IndexDefinition(String name, List<IndexField> fields, boolean unique) {
    static final String ID_INDEX_NAME = "_id_";
    static final IndexDefinition ID = new IndexDefinition(ID_INDEX_NAME, List.of(new IndexField("_id", true)), true);

    private static final int MAX_FIELDS = 32;
    private static final int MAX_NAME_LENGTH = 255;

    IndexDefinition {
        fields = List.copyOf(fields);
    }

    /** Reads an index of {@code createIndexes} whose options have passed {@link CommandGuard}. */
    static IndexDefinition parse(Document index) {
        Document key = Fields.document(index, "key");
        List<IndexField> fields = new ArrayList<>();
        for (Map.Entry<String, Object> field : key.entrySet()) {
            fields.add(parseField(field.getKey(), field.getValue()));
        }
        if (fields.isEmpty() || fields.size() > MAX_FIELDS) {
            throw CommandErrors.badValue("index key: " + fields.size() + " fields (expected: 1 to " + MAX_FIELDS + ")");
        }
        String name = Fields.string(index, "name");
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
            throw CommandErrors.badValue(
                    "index name: '" + name + "' (expected: 1 to " + MAX_NAME_LENGTH + " characters)");
        }
        return new IndexDefinition(name, fields, Fields.isTrue(index.get("unique")));
    }

    private static IndexField parseField(String path, Object direction) {
        if (!(direction instanceof Number number)) {
            throw CommandErrors.unsupported("index type '" + direction + "' of field '" + path + "'");
        }
        if (path.contains("$") || path.isEmpty() || path.matches("(.*\\.)?\\d+(\\..*)?")) {
            throw CommandErrors.unsupported("index field '" + path + "'");
        }
        double value = number.doubleValue();
        if (value != 1 && value != -1) {
            throw CommandErrors.badValue("index direction of '" + path + "': " + number + " (expected: 1 or -1)");
        }
        return new IndexField(path, value > 0);
    }

    boolean isIdIndex() {
        return fields.equals(ID.fields);
    }

    /** What the keys in the map consist of: a non-unique index ends with the {@code _id}, so no two keys are equal. */
    List<IndexField> keyFields() {
        if (unique) {
            return fields;
        }
        List<IndexField> keyFields = new ArrayList<>(fields);
        keyFields.addAll(ID.fields);
        return keyFields;
    }

    Document key() {
        Document key = new Document();
        fields.forEach(field -> key.append(field.path(), field.ascending() ? 1 : -1));
        return key;
    }

    /** As {@code listIndexes} shows it. */
    Document describe() {
        Document description = new Document("v", 2).append("key", key()).append("name", name);
        if (unique && !isIdIndex()) {
            description.append("unique", true);
        }
        return description;
    }
}
