package dev.keelson.core.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field as a model read it in prose. Nothing in it has been checked.
 *
 * @param path names from the outside in, with slashes: {@code lines/amount}
 * @param type a type of docs/spec-format.md, {@code one of} and {@code list of one of} without their values
 * @param form what else its type holds
 * @param sentenceId of the sentence that asks for the field, null when none does
 * @param quote words of that sentence
 * @param reason why it was assumed; empty when a sentence asks for it
 */
public record ReadField(
        String path,
        String type,
        Form form,
        String description,
        @Nullable String sentenceId,
        String quote,
        String reason) {

    /**
     * Qualifiers and values.
     *
     * @param min number as text, null when unbounded
     * @param max as {@code min}
     */
    public record Form(
            boolean optional,
            boolean nullable,
            @Nullable String min,
            @Nullable String max,
            @Nullable String pattern,
            List<Value> values) {
        static final Form NONE = new Form(false, false, null, null, null, List.of());

        public Form {
            values = List.copyOf(values);
        }
    }

    /**
     * One value of {@code one of}.
     *
     * @param meaning empty when the text does not tell
     */
    public record Value(String value, String meaning) {}
}
