package dev.keelson.core.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The equivalence group of one model call: every candidate may stand in for every other.
 *
 * @param tier null when no candidate is in the model catalogue
 * @param explanation why this tier and this order, for people
 * @param candidates best first
 */
public record RouteDecision(
        @Nullable Tier tier, String explanation, List<Candidate> candidates, List<Rejection> rejected) {

    public RouteDecision {
        candidates = List.copyOf(candidates);
        rejected = List.copyOf(rejected);
    }
}
