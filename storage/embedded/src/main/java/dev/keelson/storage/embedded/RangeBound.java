package dev.keelson.storage.embedded;

/**
 * One end of a range of values of one type, as {@code $gt}, {@code $gte}, {@code $lt} or {@code $lte} sets it.
 *
 * @param value never null, and of a type with {@link OrderPreservingKeys#hasRanges ranges}
 */
record RangeBound(Object value, boolean lower, boolean inclusive) {
    private static final int AFTER_EVERY_KEY = 0xFF;

    static RangeBound of(String operator, Object value) {
        return new RangeBound(value, operator.startsWith("$g"), operator.endsWith("e"));
    }

    /**
     * Where the values that fulfil this begin and end behind a prefix. Both ends stay within the type of the value: a
     * number is never greater than a text.
     */
    KeyRange behind(byte[] prefix, boolean ascending) {
        byte[] edge = edge(prefix, ascending);
        int type = OrderPreservingKeys.typeOf(value);
        int firstOfType = ascending ? type : 0xFF - type;
        byte[] typeStart = KeyBytes.concat(prefix, firstOfType);
        byte[] typeEnd = KeyBytes.concat(prefix, firstOfType + 1);
        byte[] afterEdge = KeyBytes.concat(edge, AFTER_EVERY_KEY);
        if (lower == ascending) {
            return new KeyRange(inclusive ? edge : afterEdge, typeEnd, prefix.length);
        }
        return new KeyRange(typeStart, inclusive ? afterEdge : edge, prefix.length);
    }

    private byte[] edge(byte[] prefix, boolean ascending) {
        KeyBytes edge = KeyBytes.startingWith(prefix);
        OrderPreservingKeys.append(value, ascending, edge);
        return edge.toArray();
    }
}
