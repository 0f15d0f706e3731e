package dev.keelson.evaluator.fieldmatch;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares an output with the expected one, field by field. Fields that nothing is expected of do not count. */
record ExpectedFields(ValueText text) {
    private static final int MAX_DEPTH = 64;
    private static final JsonPointer ROOT = new JsonPointer("", List.of());

    void compare(Object expected, @Nullable Object output, Tally tally) {
        compare(ROOT, expected, output, tally);
    }

    private void compare(JsonPointer place, @Nullable Object expected, @Nullable Object actual, Tally tally) {
        if (expected instanceof Map<?, ?> fields && isComparedInside(fields, place, actual)) {
            fields.forEach((name, value) -> {
                Object found = actual instanceof Map<?, ?> object ? object.get(name) : null;
                compare(place.child(name.toString()), value, found, tally);
            });
            return;
        }
        if (JsonEquality.same(expected, actual)) {
            tally.holds();
        } else {
            tally.fails(place.shown() + " is " + text.of(actual) + " (expected: " + text.of(expected) + ")");
        }
    }

    /** An output that is no object lacks every field; deeper down, a wrong value counts as one field. */
    private static boolean isComparedInside(Map<?, ?> fields, JsonPointer place, @Nullable Object actual) {
        boolean comparable = actual instanceof Map || place.tokens().isEmpty();
        return comparable && !fields.isEmpty() && place.tokens().size() < MAX_DEPTH;
    }
}
