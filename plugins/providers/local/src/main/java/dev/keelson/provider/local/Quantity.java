package dev.keelson.provider.local;

/**
 * A number with its unit as it stands in a text.
 *
 * @param value seconds for a duration
 * @param before the words that lead to it, lower case
 * @param phrase the number and the word that it counts
 * @param sentence where it stands
 */
record Quantity(Kind kind, double value, String before, String phrase, String sentence) {

    /** What a number measures. */
    enum Kind {
        DURATION,
        MONEY,
        PERCENT,
        /** Followed by the plural of what it counts. */
        COUNT,
        PLAIN
    }
}
