package dev.keelson.provider.local;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Numbers as digits or as English words: {@code 1,800}, {@code 2.5}, {@code forty-two}, {@code three hundred}, {@code a dozen}. */
final class NumberWords {
    private static final Map<String, Integer> SMALL = new LinkedHashMap<>();
    private static final Map<String, Integer> LARGE =
            Map.of("dozen", 12, "hundred", 100, "thousand", 1_000, "million", 1_000_000, "k", 1_000, "mn", 1_000_000);

    static {
        String[] units =
                ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
                                + " sixteen seventeen eighteen nineteen")
                        .split(" ", -1);
        for (int i = 0; i < units.length; i++) {
            SMALL.put(units[i], i);
        }
        String[] tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ", -1);
        for (int i = 0; i < tens.length; i++) {
            SMALL.put(tens[i], 20 + 10 * i);
        }
    }

    private static final String SMALL_WORD = "(?:" + String.join("|", SMALL.keySet()) + ")";

    /** A number in lower-case text, without capturing groups. */
    static final String NUMBER =
            "(?:(?:\\d{1,3}(?:[,. ']\\d{3})+(?!\\d)(?:[.,]\\d{1,2}(?!\\d))?|\\d+(?:[.,]\\d+)?|a|an|" + SMALL_WORD
                    + "(?:[- ]" + SMALL_WORD + ")?)(?:\\s*(?:dozen|hundred|thousand|million|mn|k)\\b){0,2})";

    private NumberWords() {}

    /** Empty when the text is no number. */
    static OptionalDouble parse(String text) {
        double sum = 0;
        double part = Double.NaN;
        for (String word : text.toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("(?<=\\d)(?=[a-z])", " ")
                .split("[\\s-]+", -1)) {
            Integer large = LARGE.get(word);
            if (large != null) {
                part = (Double.isNaN(part) ? 1 : part) * large;
                continue;
            }
            OptionalDouble small = small(word);
            if (small.isEmpty()) {
                return OptionalDouble.empty();
            }
            sum += Double.isNaN(part) || part < 20 ? 0 : part;
            part = small.getAsDouble();
        }
        return Double.isNaN(part) ? OptionalDouble.empty() : OptionalDouble.of(sum + part);
    }

    private static OptionalDouble small(String word) {
        Integer value = SMALL.get(word);
        if (value != null) {
            return OptionalDouble.of(value);
        }
        if (word.equals("a") || word.equals("an")) {
            return OptionalDouble.of(1);
        }
        return Character.isDigit(word.isEmpty() ? ' ' : word.charAt(0)) ? digits(word) : OptionalDouble.empty();
    }

    /** A mark before exactly three digits groups thousands; the last other mark is the decimal one. */
    private static OptionalDouble digits(String text) {
        String plain = text.replace("'", "");
        if (plain.matches("\\d{1,3}([,.]\\d{3})+([,.]\\d{1,2})?")) {
            plain = plain.replaceAll("[,.](?=\\d{3}(?!\\d))", "");
        }
        plain = plain.replace(',', '.');
        return plain.matches("\\d{1,15}(\\.\\d{1,15})?")
                ? OptionalDouble.of(Double.parseDouble(plain))
                : OptionalDouble.empty();
    }
}
