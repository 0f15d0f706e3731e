package dev.keelson.provider.local;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How two fields of the output go together, learned from the worked examples. Few examples show many accidents, so a pair of
 * fields counts only as far as its agreement exceeds that of shuffled examples.
 */
final class Agreement {
    private static final int SHUFFLES = 60;
    private static final double SMOOTHING = 1;

    private final Map<String, Integer> left = new HashMap<>();
    private final Map<String, Integer> right = new HashMap<>();
    private final Map<String, Integer> both = new HashMap<>();
    private final int examples;
    private final double weight;

    /** The values that the two fields take in the same examples, in the same order. */
    Agreement(List<String> lefts, List<String> rights) {
        examples = lefts.size();
        for (int i = 0; i < examples; i++) {
            left.merge(lefts.get(i), 1, Integer::sum);
            right.merge(rights.get(i), 1, Integer::sum);
            both.merge(pair(lefts.get(i), rights.get(i)), 1, Integer::sum);
        }
        weight = examples == 0 ? 0 : excess(lefts, rights);
    }

    private static String pair(String left, String right) {
        return left + "\u0000" + right;
    }

    /** 0 when the fields seem to be independent, 1 when one tells the other. */
    static double excess(List<String> lefts, List<String> rights) {
        double seen = information(lefts, rights);
        List<String> shuffled = new ArrayList<>(rights);
        // A fixed seed: equal requests get equal answers.
        var random = new Random(1);
        double byChance = 0;
        for (int i = 0; i < SHUFFLES; i++) {
            Collections.shuffle(shuffled, random);
            byChance += information(lefts, shuffled) / SHUFFLES;
        }
        double most = Math.min(information(lefts, lefts), information(rights, rights));
        return most - byChance < 1e-6 ? 0 : Math.max(0, (seen - byChance) / (most - byChance));
    }

    private static double information(List<String> lefts, List<String> rights) {
        var counts = new HashMap<String, Integer>();
        var leftCounts = new HashMap<String, Integer>();
        var rightCounts = new HashMap<String, Integer>();
        for (int i = 0; i < lefts.size(); i++) {
            counts.merge(pair(lefts.get(i), rights.get(i)), 1, Integer::sum);
            leftCounts.merge(lefts.get(i), 1, Integer::sum);
            rightCounts.merge(rights.get(i), 1, Integer::sum);
        }
        return entropy(leftCounts, lefts.size()) + entropy(rightCounts, lefts.size()) - entropy(counts, lefts.size());
    }

    private static double entropy(Map<String, Integer> counts, int total) {
        return counts.values().stream()
                .mapToDouble(count -> (double) count / total)
                .map(share -> -share * Math.log(share))
                .sum();
    }

    /** Above 0 when the values are seen together more often than by chance, below when less. */
    double of(String leftValue, String rightValue) {
        if (weight == 0) {
            return 0;
        }
        double chance = (double) left.getOrDefault(leftValue, 0) * right.getOrDefault(rightValue, 0) / examples;
        int seen = both.getOrDefault(pair(leftValue, rightValue), 0);
        return weight * Math.log((seen + SMOOTHING) / (chance + SMOOTHING));
    }
}
