package dev.keelson.core.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that an author most likely meant. */
final class DidYouMean {
    private static final int MAX_LENGTH = 40;
    private static final int MAX_EDITS = 2;
    private static final int SHORT_WORD = 3;

    private DidYouMean() {}

    /** {@code ; did you mean "x"?}, or nothing when no known word is near. */
    static String hint(String found, Collection<String> known) {
        return nearest(found, known)
                .map(word -> "; did you mean \"" + word + "\"?")
                .orElse("");
    }

    static Optional<String> nearest(String found, Collection<String> known) {
        String word = found.toLowerCase(Locale.ROOT);
        int length = word.length();
        if (length == 0 || length > MAX_LENGTH) {
            return Optional.empty();
        }
        int tolerated = length <= SHORT_WORD ? 1 : MAX_EDITS;
        Optional<String> nearest = known.stream()
                .filter(candidate -> edits(word, candidate.toLowerCase(Locale.ROOT)) <= tolerated)
                .min(Comparator.comparing(candidate -> edits(word, candidate.toLowerCase(Locale.ROOT))));
        return nearest.or(() -> startOf(word, known));
    }

    /** {@code maximum} means max, {@code Input fields} means Input. */
    private static Optional<String> startOf(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> candidate.length() >= SHORT_WORD)
                .filter(candidate -> word.startsWith(candidate.toLowerCase(Locale.ROOT)))
                .max(Comparator.comparing(String::length));
    }

    /** Levenshtein's distance. */
    private static int edits(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
