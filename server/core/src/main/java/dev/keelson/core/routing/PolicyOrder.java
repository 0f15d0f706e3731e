package dev.keelson.core.routing;

import java.util.List;
import java.util.OptionalDouble;

/** Takes the targets of the agent's policy in the author's order. */
public final class PolicyOrder implements ModelRouter {

    @Override
    public RouteDecision route(RouteRequest request) {
        List<Candidate> candidates = request.definition().models().targets().stream()
                .map(target -> new Candidate(target, OptionalDouble.empty(), "named by the agent's policy"))
                .toList();
        return new RouteDecision(null, "the author's order", candidates, List.of());
    }
}
