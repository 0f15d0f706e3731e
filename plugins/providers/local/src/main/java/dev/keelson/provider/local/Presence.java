package dev.keelson.provider.local;

import java.util.List;
import java.util.Optional;

/**
 * Learns from examples when a field stays empty: if the value of another field has always told it, it tells it again. "Null
 * when the category is none" needs no rule of its own then.
 */
final class Presence {
    private static final int ENOUGH = 2;
    private static final double SURE = 0.8;

    private Presence() {}

    /** Whether the decided values say that the field has no value. */
    static boolean isRuledOut(Field field, Material material, Decisions decisions) {
        List<Boolean> verdicts = decisions.fields().stream()
                .map(other -> verdict(field, other, material.examples(), decisions))
                .flatMap(Optional::stream)
                .toList();
        return !verdicts.isEmpty() && !verdicts.contains(true);
    }

    /** Empty when the other field does not tell; otherwise whether the field is present. */
    private static Optional<Boolean> verdict(Field field, Field other, List<Example> examples, Decisions decisions) {
        String decided = decisions.value(other).orElse(ChoiceScores.ABSENT);
        List<String> values = examples.stream()
                .map(example -> example.value(other).map(Object::toString).orElse(ChoiceScores.ABSENT))
                .toList();
        List<String> presences = examples.stream()
                .map(example -> String.valueOf(example.value(field).isPresent()))
                .toList();
        long seen = values.stream().filter(decided::equals).count();
        long present = examples.stream()
                .filter(example -> example.value(field).isPresent())
                .filter(example ->
                        example.value(other).map(Object::toString).orElse("").equals(decided))
                .count();
        boolean oneSided = present == 0 || present == seen;
        return seen >= ENOUGH && oneSided && Agreement.excess(values, presences) >= SURE
                ? Optional.of(present > 0)
                : Optional.empty();
    }
}
