package dev.keelson.provider.local;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Scores the values of one enum or boolean field for a text. */
final class ChoiceScores {
    /** A value that is left out or null, learned from examples that have none. */
    static final String ABSENT = "\u0000absent";

    private static final double SENTENCES = 0.5;

    private final Field field;
    private final List<String> values;
    private final KernelClassifier classifier;

    ChoiceScores(Field field, Material material) {
        this.field = field;
        List<Sample> samples = new Samples(material.conversation().rules(), material.examples()).of(field);
        values = values(field, samples);
        var kernel = new Kernel(
                material.vectors(), samples.stream().map(Sample::text).toList());
        classifier = new KernelClassifier(kernel, samples, values);
    }

    private static List<String> values(Field field, List<Sample> samples) {
        return Stream.concat(
                        field.choices().stream().map(Choice::name),
                        samples.stream().map(Sample::value).filter(ABSENT::equals))
                .distinct()
                .toList();
    }

    Field field() {
        return field;
    }

    List<String> values() {
        return values;
    }

    /** Weighs the whole against the sentence that speaks most clearly for each value. */
    double[] of(Document document) {
        double[] whole = classifier.scores(Marks.marked(document.prose()));
        if (document.sentences().size() < 2) {
            return whole;
        }
        double[] best = whole.clone();
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        for (String sentence : document.sentences()) {
            double[] scores = classifier.scores(Marks.marked(sentence));
            for (int v = 0; v < best.length; v++) {
                best[v] = Math.max(best[v], scores[v]);
            }
        }
        for (int v = 0; v < best.length; v++) {
            best[v] = (1 - SENTENCES) * whole[v] + SENTENCES * best[v];
        }
        return best;
    }

    /** How much one sentence speaks for a value, as opposed to the others. */
    double support(String sentence, String value) {
        int index = values.indexOf(value);
        return index < 0 ? 0 : classifier.scores(Marks.marked(sentence))[index];
    }
}
