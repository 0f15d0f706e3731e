package dev.keelson.provider.local;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much one text says about another: nearness of meaning from the embeddings plus shared rare words. Both parts are
 * positive definite, as {@link KernelClassifier} needs.
 */
final class Kernel {
    private static final double SHARPNESS = 5;
    private static final double WORDS = 0.6;

    private final Vectors vectors;
    private final Map<String, Map<String, Double>> wordsByText = new HashMap<>();
    private final Map<String, Integer> textsByWord = new HashMap<>();
    private final int texts;

    /** {@code corpus}: the texts that tell which words are rare. */
    Kernel(Vectors vectors, List<String> corpus) {
        this.vectors = vectors;
        texts = corpus.size();
        for (String text : corpus) {
            Set<String> stems = new HashSet<>(Words.stems(text));
            stems.forEach(stem -> textsByWord.merge(stem, 1, Integer::sum));
        }
    }

    double value(String left, String right) {
        double meaning = Math.exp(SHARPNESS * (vectors.similarity(left, right) - 1));
        return meaning + WORDS * sharedWords(left, right);
    }

    /** Cosine of the two texts' words, weighted by rarity. */
    private double sharedWords(String left, String right) {
        Map<String, Double> a = words(left);
        Map<String, Double> b = words(right);
        double sum = 0;
        for (Map.Entry<String, Double> word : a.entrySet()) {
            sum += word.getValue() * b.getOrDefault(word.getKey(), 0.0);
        }
        return sum;
    }

    private Map<String, Double> words(String text) {
        return wordsByText.computeIfAbsent(text, this::weighted);
    }

    private Map<String, Double> weighted(String text) {
        Map<String, Double> weights = new HashMap<>();
        for (String stem : new HashSet<>(Words.stems(text))) {
            weights.put(stem, Math.log((1.0 + texts) / (1 + textsByWord.getOrDefault(stem, 0))) + 0.1);
        }
        double length = Math.sqrt(
                weights.values().stream().mapToDouble(weight -> weight * weight).sum());
        weights.replaceAll((stem, weight) -> weight / length);
        return weights;
    }
}
