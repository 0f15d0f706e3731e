package dev.keelson.evaluator.fieldmatch;

import org.jspecify.annotations.Nullable;

/** Says for which outputs a rule counts. */
record Condition(JsonPointer field, @Nullable Object value) {
    boolean isMetBy(@Nullable Object output) {
        return JsonEquality.same(field.find(output), value);
    }
}
