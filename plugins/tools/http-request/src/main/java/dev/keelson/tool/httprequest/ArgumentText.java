package dev.keelson.tool.httprequest;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes single argument values into a URL. */
final class ArgumentText {
    private static final int MAX_LENGTH = 2_000;
    private static final String UNRESERVED = "-._~";

    private ArgumentText() {}

    /** The text of a scalar. Throws {@link RefusedArgument} for anything else. */
    static String of(String name, @Nullable Object value) {
        if (value instanceof Number number) {
            return bounded(name, plain(new BigDecimal(number.toString())));
        }
        if (value instanceof String || value instanceof Boolean) {
            return bounded(name, value.toString());
        }
        throw new RefusedArgument("The argument " + name + " must be text, a number, true or false.");
    }

    /** Everything but letters, digits and four marks is escaped, so that no value can end the place it stands in. */
    static String encoded(String text) {
        StringBuilder result = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xff);
            boolean plain =
                    character < 0x80 && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0);
            if (plain) {
                result.append(character);
            } else {
                result.append('%')
                        .append(Character.forDigit(character >> 4, 16))
                        .append(Character.forDigit(character & 15, 16));
            }
        }
        return result.toString();
    }

    /** A number such as 1E999999999 would be a gigabyte of digits. */
    private static String plain(BigDecimal number) {
        return Math.abs((long) number.scale()) > MAX_LENGTH ? number.toString() : number.toPlainString();
    }

    private static String bounded(String name, String text) {
        if (text.length() > MAX_LENGTH) {
            throw new RefusedArgument("The argument " + name + " is longer than " + MAX_LENGTH + " characters.");
        }
        return text;
    }
}
