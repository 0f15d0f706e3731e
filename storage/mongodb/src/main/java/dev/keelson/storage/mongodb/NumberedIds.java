package dev.keelson.storage.mongodb;

import org.bson.BsonDocument;
import org.bson.BsonString;

/** Ids of the form {@code owner/0000000007}, so that documents of one owner are neighbours in order of number. */
final class NumberedIds {
    private static final char SEPARATOR = '/';

    private NumberedIds() {}

    static String of(String owner, int number) {
        return owner + SEPARATOR + "%010d".formatted(number);
    }

    /** Every document of that owner. */
    static BsonDocument ownedBy(String owner) {
        return between(owner, String.valueOf((char) (SEPARATOR + 1)));
    }

    /** The documents of that owner with lower numbers. */
    static BsonDocument ownedByBelow(String owner, int number) {
        return between(owner, SEPARATOR + "%010d".formatted(number));
    }

    /** The documents of that owner with numbers above {@code after}, up to and including {@code last}. */
    static BsonDocument ownedByBetween(String owner, int after, int last) {
        BsonDocument range = new BsonDocument("$gt", new BsonString(of(owner, after)))
                .append("$lte", new BsonString(of(owner, last)));
        return new BsonDocument(Fields.ID, range);
    }

    private static BsonDocument between(String owner, String end) {
        BsonDocument range =
                new BsonDocument("$gt", new BsonString(owner + SEPARATOR)).append("$lt", new BsonString(owner + end));
        return new BsonDocument(Fields.ID, range);
    }
}
