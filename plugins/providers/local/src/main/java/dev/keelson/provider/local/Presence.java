package dev.keelson.provider.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns from examples when a field stays empty: if the value of another field has always told it, it tells it again. "Null
 * when the category is none" needs no rule of its own then.
 */
final class Presence {
    private static final int ENOUGH = 2;

    private Presence() {}

    /** Whether the decided values say that the field has no value. */
    static boolean isRuledOut(Field field, Material material, Decisions decisions) {
        List<Boolean> verdicts = decisions.fields().stream()
                .map(other -> verdict(field, other, material.examples(), decisions))
                .filter(verdict -> !verdict.isEmpty())
                .map(verdict -> verdict.get(0))
                .toList();
        return !verdicts.isEmpty() && !verdicts.contains(true);
    }

    /** Empty when the other field does not tell; otherwise whether the field is present. */
    private static List<Boolean> verdict(Field field, Field other, List<Example> examples, Decisions decisions) {
        Map<String, Boolean> presentByValue = new HashMap<>();
        int present = 0;
        for (Example example : examples) {
            String value = example.value(other).map(Object::toString).orElse(ChoiceScores.ABSENT);
            boolean isPresent = example.value(field).isPresent();
            present += isPresent ? 1 : 0;
            Boolean before = presentByValue.putIfAbsent(value, isPresent);
            if (before != null && before != isPresent) {
                return List.of();
            }
        }
        boolean both = present >= ENOUGH && examples.size() - present >= ENOUGH;
        Boolean verdict = presentByValue.get(decisions.value(other).orElse(ChoiceScores.ABSENT));
        return both && verdict != null ? List.of(verdict) : List.of();
    }
}
