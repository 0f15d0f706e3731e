package dev.keelson.plugin.api.evaluator;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an evaluator judges. All values are JDK maps, lists and scalars; not to be modified. */
public final class EvaluationSample {
    private final @Nullable Object input;
    private final @Nullable Object output;
    private final @Nullable Object expected;

    private EvaluationSample(@Nullable Object input, @Nullable Object output, @Nullable Object expected) {
        this.input = input;
        this.output = output;
        this.expected = expected;
    }

    public static EvaluationSample of(@Nullable Object input, @Nullable Object output) {
        return new EvaluationSample(input, output, null);
    }

    /** A sample of a test case, which knows the right output. */
    public EvaluationSample withExpected(Object value) {
        return new EvaluationSample(input, output, value);
    }

    public @Nullable Object input() {
        return input;
    }

    public @Nullable Object output() {
        return output;
    }

    /** Empty when the sample is a live output. */
    public Optional<Object> expected() {
        return Optional.ofNullable(expected);
    }
}
