package dev.keelson.core.agentapi;

import java.util.Locale;
import java.util.regex.Pattern;

/** Makes identifiers of names: whatever the name, the identifier is of ASCII letters, digits and underscores. */
final class Words {
    private static final Pattern BETWEEN = Pattern.compile("[^A-Za-z0-9]+");
    private static final int MAX_LENGTH = 60;

    private Words() {}

    /** {@code wants_cancellation} becomes {@code WantsCancellation}; a name without a letter or digit {@code none}. */
    static String pascal(String name, String none) {
        StringBuilder words = new StringBuilder();
        for (String word : BETWEEN.split(name, -1)) {
            if (!word.isEmpty() && words.length() < MAX_LENGTH) {
                words.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        return startingWithLetter(words, none, "N");
    }

    /** {@code third-party} becomes {@code THIRD_PARTY}. */
    static String constant(String name) {
        return startingWithLetter(joined(name), "VALUE", "N").toUpperCase(Locale.ROOT);
    }

    /** {@code triage-ticket} becomes {@code triage_ticket}. */
    static String snake(String name) {
        return startingWithLetter(joined(name), "field", "n").toLowerCase(Locale.ROOT);
    }

    /** Letters, digits and underscores as they are, all else an underscore. */
    static String identifier(String name) {
        return startingWithLetter(joined(name), "field", "n");
    }

    private static StringBuilder joined(String name) {
        return new StringBuilder(BETWEEN.matcher(name).replaceAll("_").replaceAll("^_|_$", ""));
    }

    private static String startingWithLetter(StringBuilder words, String none, String before) {
        if (words.isEmpty()) {
            return none;
        }
        if (Character.isDigit(words.charAt(0))) {
            words.insert(0, before);
        }
        return words.substring(0, Math.min(words.length(), MAX_LENGTH));
    }
}
