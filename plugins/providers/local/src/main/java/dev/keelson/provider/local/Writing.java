package dev.keelson.provider.local;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells fields whose value must be written, such as a summary or a reply, from those whose value stands in the input. */
final class Writing {
    private static final Set<String> VERBS =
            Set.copyOf(Words.stems("summary summarise summarize reply answer response explain"
                    + " explanation rationale reasoning rewrite translate translation draft compose suggest suggestion recommendation"
                    + " paraphrase headline advice"));

    private Writing() {}

    /** Examples decide when there are any: a value that is found stands in the input word for word. */
    static boolean isAskedBy(Field field, List<Example> examples) {
        if (field.type() != FieldType.STRING || field.limits().pattern() != null) {
            return false;
        }
        List<Example> filled = examples.stream()
                .filter(example -> example.value(field).isPresent())
                .toList();
        if (filled.isEmpty()) {
            return !Collections.disjoint(new HashSet<>(Words.stems(field.text())), VERBS);
        }
        long found = filled.stream()
                .filter(example -> example.value(field)
                        .map(value -> example.input().contains(value))
                        .orElse(false))
                .count();
        return found * 2 < filled.size();
    }
}
