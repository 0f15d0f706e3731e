package dev.keelson.core.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with an input.
 *
 * @param pointer JSON Pointer (RFC 6901) to the value, empty for the whole document
 * @param line 1-based line of a text such as a spec; null for JSON
 * @param rule short name of the broken rule, for schemas the keyword, such as {@code required}
 * @param message what is wrong and what was expected
 */
public record Violation(String pointer, @Nullable Integer line, String rule, String message) {

    public Violation {
        Objects.requireNonNull(pointer, "pointer");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(message, "message");
    }

    public static Violation at(String pointer, String rule, String message) {
        return new Violation(pointer, null, rule, message);
    }

    public static Violation atLine(int line, String rule, String message) {
        return new Violation("", line, rule, message);
    }
}
