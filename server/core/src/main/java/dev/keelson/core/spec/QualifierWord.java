package dev.keelson.core.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The words that may follow a type. */
enum QualifierWord {
    REQUIRED(false),
    OPTIONAL(false),
    NULLABLE(false),
    MIN(true),
    MAX(true),
    PATTERN(true);

    static final String KNOWN = "required, optional, nullable, min N, max N or pattern /re/";

    private final boolean takesValue;

    QualifierWord(boolean takesValue) {
        this.takesValue = takesValue;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean takesValue() {
        return takesValue;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(QualifierWord::word).toList();
    }

    /** The qualifier whose word starts the part. */
    static Optional<QualifierWord> of(String part) {
        String first = firstWord(part);
        return Arrays.stream(values())
                .filter(qualifier -> qualifier.word().equals(first))
                .findFirst();
    }

    /** Whether a part is a qualifier rather than a value such as {@code optional extra}. */
    static boolean opens(String part) {
        return of(part).filter(qualifier -> qualifier.takesValue || !hasRest(part))
                .isPresent();
    }

    /** What follows the word; empty when nothing does. */
    static String rest(String part) {
        int length = firstWord(part).length();
        return part.substring(length).strip();
    }

    private static boolean hasRest(String part) {
        return !rest(part).isEmpty();
    }

    private static String firstWord(String part) {
        int end = 0;
        while (end < part.length() && Character.isLetter(part.charAt(end))) {
            end++;
        }
        return part.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
