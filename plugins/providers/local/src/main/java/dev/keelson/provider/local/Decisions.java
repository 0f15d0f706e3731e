package dev.keelson.provider.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The choices made for one input, with the evidence behind them. */
final class Decisions {
    private final Map<String, ChoiceScores> scores = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Double> confidences = new HashMap<>();

    void put(ChoiceScores field, String value, double confidence) {
        scores.put(field.field().pointer(), field);
        values.put(field.field().pointer(), value);
        confidences.put(field.field().pointer(), confidence);
    }

    /** Empty when the field was decided to be absent. */
    Optional<Object> chosen(Field field) {
        String value = values.get(field.pointer());
        return field.choices().stream()
                .filter(choice -> choice.name().equals(value))
                .findFirst()
                .map(Choice::value);
    }

    /** 0 to 1: how far the choice stood out, fitted so that it matches the share of right choices on average. */
    double confidence(Field field) {
        return confidences.getOrDefault(field.pointer(), 0.0);
    }

    /** The fields that were decided. */
    List<Field> fields() {
        return scores.values().stream().map(ChoiceScores::field).toList();
    }

    Optional<String> value(Field field) {
        return Optional.ofNullable(values.get(field.pointer()));
    }

    /** How much a sentence speaks for what was decided about a field. */
    double support(Field field, String sentence) {
        ChoiceScores of = scores.get(field.pointer());
        String value = values.get(field.pointer());
        return of == null || value == null ? 0 : of.support(sentence, value);
    }
}
