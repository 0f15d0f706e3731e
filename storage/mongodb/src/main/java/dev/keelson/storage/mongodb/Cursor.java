package dev.keelson.storage.mongodb;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The place in a sorted list after which a page starts: the sort key of the item before it. */
final class Cursor {
    /** Longer than any cursor that {@link #encode} gives. */
    private static final int MAX_LENGTH = 1_000;

    private static final char SEPARATOR = '\n';

    private final List<String> keys;

    private Cursor(List<String> keys) {
        this.keys = keys;
    }

    /** The opaque text of a place in the list of that name. */
    static String encode(String list, Object... keys) {
        var plain = new StringBuilder(list);
        for (Object key : keys) {
            plain.append(SEPARATOR).append(key);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Fails at once with {@link ErrorCode#REQUEST_INVALID} unless {@link #encode} gave the text for the same list. */
    static Cursor decode(String list, int keys, String text) {
        List<String> parts = parts(text);
        if (parts.size() != keys + 1 || !parts.get(0).equals(list)) {
            throw invalid();
        }
        return new Cursor(parts.subList(1, parts.size()));
    }

    String text(int index) {
        return keys.get(index);
    }

    /** Fails at once with {@link ErrorCode#REQUEST_INVALID}. */
    long number(int index) {
        try {
            return Long.parseLong(keys.get(index));
        } catch (NumberFormatException forged) {
            throw invalid();
        }
    }

    /** Fails at once with {@link ErrorCode#REQUEST_INVALID}. */
    int integer(int index) {
        long number = number(index);
        if (number != (int) number) {
            throw invalid();
        }
        return (int) number;
    }

    private static List<String> parts(String text) {
        if (text.length() > MAX_LENGTH) {
            throw invalid();
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return Arrays.asList(plain.split(String.valueOf(SEPARATOR), -1));
        } catch (IllegalArgumentException forged) {
            throw invalid();
        }
    }

    private static KeelsonException invalid() {
        String message = "cursor: not one of this list (expected: the nextCursor of the page before)";
        return new KeelsonException(
                ErrorCode.REQUEST_INVALID, message, List.of(Violation.at("/cursor", "cursor", message)));
    }
}
