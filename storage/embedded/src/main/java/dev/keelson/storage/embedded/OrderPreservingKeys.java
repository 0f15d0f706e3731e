package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns BSON values into bytes whose unsigned order is the order of the values, so that a sorted map can serve as an
 * index.
 *
 * <p>Types follow each other as in MongoDB. Numbers of all types share one order; a long beyond 2^53 keeps its exact
 * place. No key is the beginning of another, so keys of several fields can be put one behind the other.
 */
final class OrderPreservingKeys {
    private static final int MIN_KEY = 0x10;
    private static final int NULL = 0x20;
    private static final int NUMBER = 0x30;
    private static final int STRING = 0x40;
    private static final int DOCUMENT = 0x50;
    private static final int ARRAY = 0x60;
    private static final int BINARY = 0x70;
    private static final int OBJECT_ID = 0x80;
    private static final int BOOLEAN = 0x90;
    private static final int DATE = 0xA0;
    private static final int TIMESTAMP = 0xB0;
    private static final int OTHER = 0xC0;
    private static final int MAX_KEY = 0xF0;

    private static final int UUID_BYTES = 16;
    private static final int GENERIC_SUBTYPE = 0;
    private static final int LEGACY_UUID_SUBTYPE = 3;
    private static final int UUID_SUBTYPE = 4;

    private OrderPreservingKeys() {}

    /** The key of an {@code _id}: also the place of the document in its collection. */
    static byte[] ofId(@Nullable Object id) {
        KeyBytes key = new KeyBytes();
        append(id, true, key);
        return key.toArray();
    }

    static void append(@Nullable Object value, boolean ascending, KeyBytes key) {
        int start = key.length();
        appendValue(value, key);
        if (!ascending) {
            key.invertFrom(start);
        }
    }

    /** Whether the value has an exact place among keys; the others may be sorted in memory but not be indexed. */
    static boolean isIndexable(@Nullable Object value) {
        return !(value instanceof Decimal128) && typeOf(value) != OTHER;
    }

    /** Whether a range ending at this value can be read from an index: the matcher compares these types the same way. */
    static boolean hasRanges(@Nullable Object value) {
        return value instanceof Number
                || value instanceof String
                || value instanceof ObjectId
                || value instanceof Boolean
                || value instanceof Instant;
    }

    /** The first byte of every key of values of this type. */
    static int typeOf(@Nullable Object value) {
        if (value == null || value instanceof Missing) {
            return NULL;
        }
        if (value instanceof Number) {
            return NUMBER;
        }
        if (value instanceof String) {
            return STRING;
        }
        if (value instanceof ObjectId) {
            return OBJECT_ID;
        }
        if (value instanceof Instant) {
            return DATE;
        }
        return typeOfRareValue(value);
    }

    private static int typeOfRareValue(Object value) {
        if (value instanceof Boolean) {
            return BOOLEAN;
        }
        if (value instanceof Document) {
            return DOCUMENT;
        }
        if (value instanceof Collection) {
            return ARRAY;
        }
        if (value instanceof BinData || value instanceof UUID || value instanceof LegacyUUID) {
            return BINARY;
        }
        if (value instanceof BsonTimestamp) {
            return TIMESTAMP;
        }
        if (value instanceof MinKey) {
            return MIN_KEY;
        }
        return value instanceof MaxKey ? MAX_KEY : OTHER;
    }

    private static void appendValue(@Nullable Object value, KeyBytes key) {
        int type = typeOf(value);
        key.add(type);
        if (value == null || type == NULL) {
            return;
        }
        switch (type) {
            case NUMBER -> appendNumber((Number) value, key);
            case STRING -> key.addText((String) value);
            case OBJECT_ID -> key.addAll(((ObjectId) value).toByteArray());
            case DATE -> key.addLong(((Instant) value).toEpochMilli() ^ Long.MIN_VALUE);
            case BOOLEAN -> key.add((Boolean) value ? 1 : 0);
            case TIMESTAMP -> key.addLong(((BsonTimestamp) value).getValue());
            case DOCUMENT -> appendDocument((Document) value, key);
            case ARRAY -> appendArray((Collection<?>) value, key);
            case BINARY -> appendBinary(value, key);
            case OTHER -> key.addText(value.toString());
            default -> {
                // MinKey and MaxKey are their type
            }
        }
    }

    private static void appendNumber(Number number, KeyBytes key) {
        double rounded = number.doubleValue() + 0.0; // turns -0.0 into 0.0
        long bits = Double.doubleToLongBits(rounded);
        key.addLong(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
        long rest = number instanceof Long exact ? exact - (long) rounded : 0;
        int place = (int) rest + 0x8000;
        key.add(place >> 8);
        key.add(place);
    }

    private static void appendDocument(Document document, KeyBytes key) {
        for (Map.Entry<String, Object> field : document.entrySet()) {
            key.add(typeOf(field.getValue()));
            key.addText(field.getKey());
            appendValue(field.getValue(), key);
        }
        key.add(0);
    }

    private static void appendArray(Collection<?> elements, KeyBytes key) {
        for (Object element : elements) {
            appendValue(element, key);
        }
        key.add(0);
    }

    private static void appendBinary(Object value, KeyBytes key) {
        if (value instanceof BinData data) {
            appendBinary(data.getData(), GENERIC_SUBTYPE, key);
            return;
        }
        boolean legacy = value instanceof LegacyUUID;
        UUID uuid = legacy ? ((LegacyUUID) value).getUuid() : (UUID) value;
        byte[] bytes = ByteBuffer.allocate(UUID_BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        appendBinary(bytes, legacy ? LEGACY_UUID_SUBTYPE : UUID_SUBTYPE, key);
    }

    // As in MongoDB: first by length, then by subtype.
    private static void appendBinary(byte[] bytes, int subtype, KeyBytes key) {
        key.addLong(bytes.length);
        key.add(subtype);
        key.addAll(bytes);
    }
}
