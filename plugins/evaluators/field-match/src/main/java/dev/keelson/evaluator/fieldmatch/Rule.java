package dev.keelson.evaluator.fieldmatch;

import dev.keelson.plugin.api.evaluator.EvaluationSample;
import org.jspecify.annotations.Nullable;

/**
 * One rule about one field.
 *
 * @param required a missing value breaks the rule
 * @param condition null when the rule counts for every output
 */
record Rule(
        JsonPointer field,
        Check check,
        boolean required,
        @Nullable Condition condition) {

    /** A rule whose condition is not met is not counted. */
    void judge(EvaluationSample sample, ValueText text, Tally tally) {
        if (condition != null && !condition.isMetBy(sample.output())) {
            return;
        }
        Object value = field.find(sample.output());
        if (isRight(value, sample.input())) {
            tally.holds();
            return;
        }
        String shown = value == null ? " is missing" : " is " + text.of(value);
        tally.fails(field.shown() + shown + " (expected: " + check.expectation(sample.input(), text) + ")");
    }

    private boolean isRight(@Nullable Object value, @Nullable Object input) {
        if (value == null && !check.judgesAbsence()) {
            return !required;
        }
        return check.holds(value, input);
    }
}
