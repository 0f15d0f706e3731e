package dev.keelson.core.spec;

import org.jspecify.annotations.Nullable;

/**
 * Why a field is in the contract: a sentence of the spec asks for it, or it was assumed.
 *
 * @param pointer {@code /input/subject} or {@code /output/lines/amount}; items of lists have no step of their own
 * @param sentenceId id of the sentence in the author's spec, {@code s-} and 8 hex digits; null for an assumption
 * @param quote words of that sentence as they stand in the spec; for an assumption why it was made
 * @param accepted whether the author agreed to the assumption; true for a field with a sentence
 */
public record FieldSource(String pointer, @Nullable String sentenceId, String quote, boolean accepted) {

    public boolean assumed() {
        return sentenceId == null;
    }

    FieldSource accept() {
        return new FieldSource(pointer, sentenceId, quote, true);
    }
}
