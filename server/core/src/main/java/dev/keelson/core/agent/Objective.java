package dev.keelson.core.agent;

import java.util.Map;

/** What to order the models of a tier by: weights of at least 0, one of them above 0; only their proportions count. */
public record Objective(double cost, double latency, double quality) {
    public static final Objective BALANCED = new Objective(1, 1, 1);

    /** The names that stand for weights in settings. */
    static final Map<String, Objective> NAMED = Map.of(
            "cost", new Objective(1, 0, 0),
            "latency", new Objective(0, 1, 0),
            "quality", new Objective(0, 0, 1),
            "balanced", BALANCED);

    public Objective {
        if (!(cost >= 0 && latency >= 0 && quality >= 0 && cost + latency + quality > 0)) {
            throw new IllegalArgumentException(
                    "weights: " + cost + ", " + latency + ", " + quality + " (expected: each >= 0, one of them > 0)");
        }
    }
}
