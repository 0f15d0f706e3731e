package dev.keelson.evaluator.fieldmatch;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a rule asks of one value. */
interface Check {

    /** Whether the value is right. {@code input}: what the agent was given. */
    boolean holds(@Nullable Object value, @Nullable Object input);

    /** What would have been right, for people. */
    String expectation(@Nullable Object input, ValueText text);

    /** Whether a missing value may be right, so that {@link #holds} decides it. */
    default boolean judgesAbsence() {
        return false;
    }

    /** Exactly one value, or one of several. */
    record OneOf(List<@Nullable Object> allowed) implements Check {
        @Override
        public boolean holds(@Nullable Object value, @Nullable Object input) {
            return allowed.stream().anyMatch(each -> JsonEquality.same(each, value));
        }

        @Override
        public String expectation(@Nullable Object input, ValueText text) {
            return allowed.size() == 1 ? text.of(allowed.get(0)) : "one of " + text.of(allowed);
        }

        @Override
        public boolean judgesAbsence() {
            return allowed.stream().anyMatch(each -> each == null);
        }
    }

    /** Text that a regular expression describes as a whole. The engine works in linear time. */
    record Matches(Pattern pattern) implements Check {
        private static final int MAX_LENGTH = 100_000;

        @Override
        public boolean holds(@Nullable Object value, @Nullable Object input) {
            return value instanceof String text
                    && text.length() <= MAX_LENGTH
                    && pattern.matcher(text).matches();
        }

        @Override
        public String expectation(@Nullable Object input, ValueText text) {
            return "text of at most " + MAX_LENGTH + " characters that matches " + pattern.pattern();
        }
    }

    /** The same value as somewhere in the input. */
    record EqualsInput(JsonPointer place) implements Check {
        @Override
        public boolean holds(@Nullable Object value, @Nullable Object input) {
            return JsonEquality.same(value, place.find(input));
        }

        @Override
        public String expectation(@Nullable Object input, ValueText text) {
            return text.of(place.find(input)) + ", as in the input" + place.text();
        }
    }

    /** Words that stand somewhere in the input; of a list, every item. */
    record ContainedInInput(JsonPointer place) implements Check {
        @Override
        public boolean holds(@Nullable Object value, @Nullable Object input) {
            Optional<String> words = FoldedText.allIn(place.find(input));
            return words.isPresent()
                    && FoldedText.texts(value)
                            .map(FoldedText::fold)
                            .allMatch(text -> !text.isEmpty() && words.get().contains(text));
        }

        @Override
        public String expectation(@Nullable Object input, ValueText text) {
            return "words of the input" + place.text();
        }
    }

    /** A number between two bounds, both included. */
    record Range(@Nullable BigDecimal min, @Nullable BigDecimal max) implements Check {
        @Override
        public boolean holds(@Nullable Object value, @Nullable Object input) {
            if (!(value instanceof Number number)) {
                return false;
            }
            BigDecimal exact = JsonEquality.decimal(number);
            return (min == null || exact.compareTo(min) >= 0) && (max == null || exact.compareTo(max) <= 0);
        }

        @Override
        public String expectation(@Nullable Object input, ValueText text) {
            if (min == null) {
                return "a number <= " + max;
            }
            return max == null ? "a number >= " + min : "a number from " + min + " to " + max;
        }
    }

    /** Any value at all. */
    record Present() implements Check {
        @Override
        public boolean holds(@Nullable Object value, @Nullable Object input) {
            return value != null;
        }

        @Override
        public String expectation(@Nullable Object input, ValueText text) {
            return "a value";
        }
    }
}
