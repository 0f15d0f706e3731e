package dev.keelson.storage.mongodb;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** A document's fields as Java values; null is a missing field. */
final class Fields {
    static final String ID = "_id";

    private final BsonDocument document;

    Fields(BsonDocument document) {
        this.document = document;
    }

    static Fields empty() {
        return new Fields(new BsonDocument());
    }

    BsonDocument document() {
        return document;
    }

    Fields put(String field, @Nullable String value) {
        return value == null ? this : put(field, new BsonString(value));
    }

    Fields put(String field, @Nullable Integer value) {
        return value == null ? this : put(field, new BsonInt32(value));
    }

    Fields put(String field, @Nullable Long value) {
        return value == null ? this : put(field, new BsonInt64(value));
    }

    Fields put(String field, @Nullable Instant value) {
        return value == null ? this : put(field, StoredTime.of(value));
    }

    Fields put(String field, BsonValue value) {
        BsonValue before = document.put(field, value);
        if (before != null) {
            throw new IllegalStateException("field " + field + " is put twice");
        }
        return this;
    }

    String text(String field) {
        return document.getString(field).getValue();
    }

    int integer(String field) {
        return document.getInt32(field).getValue();
    }

    long number(String field) {
        return document.getInt64(field).getValue();
    }

    Instant time(String field) {
        return StoredTime.read(number(field));
    }

    boolean has(String field) {
        return document.containsKey(field);
    }

    @Nullable
    String textOrNull(String field) {
        return has(field) ? text(field) : null;
    }

    String textOr(String field, String otherwise) {
        return has(field) ? text(field) : otherwise;
    }

    Set<String> texts(String field) {
        return document.getArray(field).stream()
                .map(value -> value.asString().getValue())
                .collect(Collectors.toUnmodifiableSet());
    }

    long numberOr(String field, long otherwise) {
        return has(field) ? number(field) : otherwise;
    }

    @Nullable
    Integer integerOrNull(String field) {
        return has(field) ? Integer.valueOf(integer(field)) : null;
    }

    @Nullable
    Long numberOrNull(String field) {
        return has(field) ? Long.valueOf(number(field)) : null;
    }

    @Nullable
    Instant timeOrNull(String field) {
        return has(field) ? time(field) : null;
    }
}
