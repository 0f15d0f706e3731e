package dev.keelson.core.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.Objective;
import dev.keelson.core.agent.TierChoice;
import dev.keelson.core.routing.Complexity.Verdict;
import dev.keelson.core.routing.PlannedGroup.Fit;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Routes by the agent's policy: its own targets in the author's order, or the models pinned for a tier by its objective.
 * What does not depend on the call is worked out once for each definition and kept for five seconds, or until the
 * catalogue changes.
 */
public final class PolicyRouter implements ModelRouter {
    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final int MAX_PLANS = 10_000;

    private final CatalogTargets targets;
    private final RoutingSignals signals;
    private final Clock clock;
    private final Cache<AgentDefinition, RoutePlan> plans;

    public PolicyRouter(CatalogTargets targets, RoutingSignals signals, Clock clock, Ticker ticker) {
        this.targets = targets;
        this.signals = signals;
        this.clock = clock;
        // Weak keys are compared by identity: a definition is large, and a compiled version always has the same one.
        plans = Caffeine.newBuilder()
                .weakKeys()
                .maximumSize(MAX_PLANS)
                .expireAfterWrite(KEPT)
                .ticker(ticker)
                .build();
    }

    @Override
    public RouteDecision route(RouteRequest request) {
        RoutePlan plan = plan(request.definition());
        long input = AgentNeeds.tokens(request.inputCharacters());
        long tokens = input + plan.needs().outputTokens();
        TierChoice choice = request.definition().models().tier();
        if (choice == null) {
            return plan.groups().get(0).inOrder(request, tokens);
        }
        if (choice != TierChoice.AUTO) {
            return firstThatCan(plan.groups(), new Asked(plan, request, input, "tier " + choice.id()));
        }
        Verdict verdict = Complexity.judge(plan.needs(), request, input);
        String explanation = "auto: tier " + verdict.tier().id() + ", because " + verdict.rule();
        return firstThatCan(nearestFirst(plan.groups(), verdict.tier()), new Asked(plan, request, input, explanation));
    }

    /** A call with what was found out about it so far. */
    private record Asked(RoutePlan plan, RouteRequest request, long inputTokens, String explanation) {

        long tokens() {
            return inputTokens + plan.needs().outputTokens();
        }

        ObjectiveOrder.Call call() {
            return new ObjectiveOrder.Call(
                    request.agent(), inputTokens, plan.needs().expectedOutputTokens());
        }

        Objective objective() {
            return Objects.requireNonNullElse(request.definition().models().objective(), Objective.BALANCED);
        }
    }

    private RoutePlan plan(AgentDefinition definition) {
        RoutePlan kept = plans.getIfPresent(definition);
        if (kept != null && kept.catalog() == targets.catalog()) {
            return kept;
        }
        RoutePlan made = RoutePlan.of(definition, targets, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        plans.put(definition, made);
        return made;
    }

    /** The tier itself, then those above it, then those below. */
    private static List<PlannedGroup> nearestFirst(List<PlannedGroup> groups, Tier wanted) {
        List<PlannedGroup> above = new ArrayList<>();
        List<PlannedGroup> below = new ArrayList<>();
        for (PlannedGroup group : groups) {
            if (Objects.requireNonNull(group.tier()).compareTo(wanted) >= 0) {
                above.add(group);
            } else {
                below.add(0, group);
            }
        }
        above.addAll(below);
        return above;
    }

    /** Takes the first group in which a model can answer; a decision never holds models of two tiers. */
    private RouteDecision firstThatCan(List<PlannedGroup> groups, Asked asked) {
        List<Rejection> rejected = new ArrayList<>();
        for (PlannedGroup group : groups) {
            Fit fit = group.fit(asked.request(), asked.tokens());
            rejected.addAll(fit.rejected());
            if (!fit.members().isEmpty()) {
                ObjectiveOrder.Ordered ordered =
                        new ObjectiveOrder(signals, asked.objective()).order(fit.members(), asked.call());
                String explanation = asked.explanation() + "; " + group.name() + " " + ordered.explanation();
                return new RouteDecision(group.tier(), explanation, ordered.candidates(), rejected);
            }
        }
        return new RouteDecision(null, asked.explanation() + "; no model can answer", List.of(), rejected);
    }
}
