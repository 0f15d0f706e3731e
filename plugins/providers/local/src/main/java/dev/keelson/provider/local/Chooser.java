package dev.keelson.provider.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides the enum and boolean fields of one object together: what the examples show to go together supports each other. A
 * beam search keeps the work bounded when there are many fields.
 */
final class Chooser {
    private static final int BEAM = 64;
    /** Fitted on the dev split of the example agents so that confidence meets accuracy. */
    private static final double STEEPNESS = 26;

    private static final double TOGETHER = 0.1;

    private final List<ChoiceScores> fields;
    private final List<double[]> scores;
    private final List<Example> examples;
    private final Map<String, Agreement> agreements = new HashMap<>();

    private Chooser(List<ChoiceScores> fields, Material material) {
        this.fields = fields;
        examples = material.examples();
        scores = fields.stream().map(field -> field.of(material.input())).toList();
        learn();
    }

    static Decisions decide(List<Field> fields, Material material) {
        List<ChoiceScores> scored =
                fields.stream().map(field -> new ChoiceScores(field, material)).toList();
        return new Chooser(scored, material).decisions();
    }

    private void learn() {
        List<List<String>> shown = fields.stream().map(this::shown).toList();
        for (int later = 0; later < fields.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                agreements.put(earlier + "," + later, new Agreement(shown.get(earlier), shown.get(later)));
            }
        }
    }

    private List<String> shown(ChoiceScores field) {
        return examples.stream()
                .map(example ->
                        example.value(field.field()).map(Object::toString).orElse(ChoiceScores.ABSENT))
                .toList();
    }

    private Decisions decisions() {
        List<Partial> beam = List.of(new Partial(List.of(), 0));
        for (int i = 0; i < fields.size(); i++) {
            beam = extended(beam, i);
        }
        var decisions = new Decisions();
        for (int i = 0; i < fields.size(); i++) {
            int chosen = beam.get(0).chosen().get(i);
            decisions.put(fields.get(i), fields.get(i).values().get(chosen), confidence(beam, i));
        }
        return decisions;
    }

    private List<Partial> extended(List<Partial> beam, int field) {
        List<Partial> next = new ArrayList<>();
        for (Partial partial : beam) {
            for (int value = 0; value < fields.get(field).values().size(); value++) {
                next.add(partial.with(value, scores.get(field)[value] + agreement(partial, field, value)));
            }
        }
        next.sort(Comparator.comparingDouble(Partial::score).reversed());
        return next.subList(0, Math.min(BEAM, next.size()));
    }

    private double agreement(Partial partial, int field, int value) {
        double sum = 0;
        for (int earlier = 0; earlier < field; earlier++) {
            Agreement pair = agreements.get(earlier + "," + field);
            String other = fields.get(earlier).values().get(partial.chosen().get(earlier));
            String own = fields.get(field).values().get(value);
            sum += pair == null ? 0 : TOGETHER * pair.of(other, own);
        }
        return sum;
    }

    /** Share of the best value among all that the beam still holds. */
    private double confidence(List<Partial> beam, int field) {
        int chosen = beam.get(0).chosen().get(field);
        double best = beam.get(0).score();
        double total = 0;
        double agreeing = 0;
        for (Partial partial : beam) {
            double weight = Math.exp(STEEPNESS * (partial.score() - best));
            total += weight;
            agreeing += partial.chosen().get(field) == chosen ? weight : 0;
        }
        return agreeing / total;
    }

    /** Values for the first fields, as indexes, and how well they fit. */
    private record Partial(List<Integer> chosen, double score) {

        Partial with(int value, double gain) {
            List<Integer> longer = new ArrayList<>(chosen);
            longer.add(value);
            return new Partial(longer, score + gain);
        }
    }
}
