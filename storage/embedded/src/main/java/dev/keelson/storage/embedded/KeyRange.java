package dev.keelson.storage.embedded;

/**
 * A piece of an index, both ends included.
 *
 * @param fixedBytes how many leading bytes all keys of the piece share: what follows them is in the order of the fields
 *     that the query left open
 */
record KeyRange(byte[] from, byte[] to, int fixedBytes) {
    private static final int AFTER_EVERY_KEY = 0xFF;

    static final KeyRange ALL = startingWith(new byte[0]);

    /** All keys that begin with this one: no type of value begins with 0xFF. */
    static KeyRange startingWith(byte[] prefix) {
        return new KeyRange(prefix, KeyBytes.concat(prefix, AFTER_EVERY_KEY), prefix.length);
    }
}
