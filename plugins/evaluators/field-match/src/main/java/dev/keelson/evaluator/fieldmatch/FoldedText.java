package dev.keelson.evaluator.fieldmatch;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Text without differences of case, spacing and character form, for finding a value in the words it came from. */
final class FoldedText {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_DIGITS = 1_000;

    private FoldedText() {}

    static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** All text in the value, folded; empty when there is none. */
    static Optional<String> allIn(@Nullable Object value) {
        String all = texts(value, 0).collect(Collectors.joining("\n"));
        return Optional.of(fold(all)).filter(text -> !text.isEmpty());
    }

    /** The single texts of a value. */
    static Stream<String> texts(@Nullable Object value) {
        return texts(value, 0);
    }

    private static Stream<String> texts(@Nullable Object value, int depth) {
        if (value == null || depth > MAX_DEPTH) {
            return Stream.empty();
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(child -> texts(child, depth + 1));
        }
        if (value instanceof List<?> list) {
            return list.stream().flatMap(child -> texts(child, depth + 1));
        }
        return Stream.of(value instanceof Number number ? plain(JsonEquality.decimal(number)) : value.toString());
    }

    /** A number such as 1E999999999 would be a gigabyte of digits. */
    private static String plain(BigDecimal number) {
        return Math.abs((long) number.scale()) > MAX_DIGITS ? number.toString() : number.toPlainString();
    }
}
