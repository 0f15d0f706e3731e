package dev.keelson.core.routing;

import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.agent.Objective;
import dev.keelson.core.routing.CatalogTargets.KnownTarget;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Orders the models of a group by an objective. Cost and latency score the best model's value over the model's own, so the
 * best has 1 and one at twice the cost 0.5; quality is a score already. What is known of no model drops out and its weight
 * is spread over the rest. Each score is lowered by the share of recent calls that failed.
 */
final class ObjectiveOrder {
    private static final int NANO_DIGITS = 9;

    private final RoutingSignals signals;
    private final Objective objective;

    ObjectiveOrder(RoutingSignals signals, Objective objective) {
        this.signals = signals;
        this.objective = objective;
    }

    /** Best first, and in words what counted. */
    record Ordered(List<Candidate> candidates, String explanation) {}

    /** What the prices of the call depend on, and whose test runs count. */
    record Call(String agent, long inputTokens, long outputTokens) {}

    Ordered order(List<KnownTarget> members, Call call) {
        double[] cost = members.stream().mapToDouble(each -> cost(each, call)).toArray();
        double[] latency =
                members.stream().mapToDouble(each -> latency(each.target())).toArray();
        double[] quality = members.stream()
                .mapToDouble(each ->
                        signals.quality().score(call.agent(), each.target()).orElse(Double.NaN))
                .toArray();
        List<Dimension> dimensions = List.of(
                new Dimension("cost", objective.cost(), relative(cost), 0),
                new Dimension("latency", objective.latency(), relative(latency), mean(relative(latency))),
                new Dimension("quality", objective.quality(), quality, mean(quality)));
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Target target = members.get(i).target();
            candidates.add(candidate(target, dimensions, i, words(cost[i], latency[i], quality[i])));
        }
        candidates.sort(Comparator.comparingDouble(
                        (Candidate candidate) -> candidate.score().orElse(0))
                .reversed());
        return new Ordered(candidates, explanation(dimensions));
    }

    /**
     * One thing that counts.
     *
     * @param scores of each member, NaN when unknown
     * @param ifUnknown score of a member of which it is not known, while it is of others
     */
    private record Dimension(String name, double weight, double[] scores, double ifUnknown) {

        boolean counts() {
            for (double score : scores) {
                if (!Double.isNaN(score)) {
                    return weight > 0;
                }
            }
            return false;
        }

        double score(int member) {
            return Double.isNaN(scores[member]) ? ifUnknown : scores[member];
        }
    }

    private Candidate candidate(Target target, List<Dimension> dimensions, int member, String words) {
        double sum = 0;
        double weights = 0;
        for (Dimension dimension : dimensions) {
            if (dimension.counts()) {
                sum += dimension.weight() * dimension.score(member);
                weights += dimension.weight();
            }
        }
        double errors = Math.min(1, Math.max(0, signals.health().errorRate(target.id())));
        double score = (weights == 0 ? 1 : sum / weights) * (1 - errors);
        String failing = errors == 0 ? "" : ", " + Math.round(errors * 100) + " % of recent calls failed";
        return new Candidate(target, OptionalDouble.of(score), words + failing);
    }

    private double cost(KnownTarget known, Call call) {
        var nanoUsd = signals.pricing().estimate(known.target(), call.inputTokens(), call.outputTokens());
        return nanoUsd.isPresent() ? nanoUsd.getAsLong() : Double.NaN;
    }

    private double latency(Target target) {
        return signals.health().latencyMillis(target.id()).orElse(Double.NaN);
    }

    /** The best value over each; NaN stays. */
    private static double[] relative(double[] values) {
        double best = Double.POSITIVE_INFINITY;
        for (double value : values) {
            best = value < best ? value : best;
        }
        double[] scores = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scores[i] = values[i] <= 0 ? 1 : best / values[i];
        }
        return scores;
    }

    private static double mean(double[] scores) {
        double sum = 0;
        int known = 0;
        for (double score : scores) {
            if (!Double.isNaN(score)) {
                sum += score;
                known++;
            }
        }
        return known == 0 ? 0 : sum / known;
    }

    private static String explanation(List<Dimension> dimensions) {
        double weights = dimensions.stream()
                .filter(Dimension::counts)
                .mapToDouble(Dimension::weight)
                .sum();
        List<String> parts = new ArrayList<>();
        for (Dimension dimension : dimensions) {
            if (dimension.counts()) {
                parts.add(dimension.name() + " " + twoDigits(dimension.weight() / weights));
            } else if (dimension.weight() > 0) {
                parts.add(dimension.name() + " is unknown, its weight is spread");
            }
        }
        return "by " + String.join(", ", parts);
    }

    private static String words(double cost, double latency, double quality) {
        String price = Double.isNaN(cost)
                ? "cost unknown"
                : "at most "
                        + BigDecimal.valueOf((long) cost, NANO_DIGITS)
                                .stripTrailingZeros()
                                .toPlainString() + " USD";
        String time = Double.isNaN(latency) ? "latency unknown" : Math.round(latency) + " ms";
        String score = "quality " + (Double.isNaN(quality) ? "unknown" : twoDigits(quality));
        return price + ", " + time + ", " + score;
    }

    private static String twoDigits(double value) {
        return Double.toString(Math.round(value * 100) / 100.0);
    }
}
