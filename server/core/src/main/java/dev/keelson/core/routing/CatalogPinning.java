package dev.keelson.core.routing;

import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.CandidatePinning;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.agent.ModelPolicy.PinnedTier;
import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.agent.TierChoice;
import dev.keelson.core.error.Violation;
import dev.keelson.core.provider.ConfiguredProvider;
import dev.keelson.core.routing.CatalogTargets.KnownTarget;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Pins by the model catalogue: for a tier every active model at the configured providers that can do what the agent
 * needs; of the author's own targets only that they are of one tier and can answer at all.
 */
public final class CatalogPinning implements CandidatePinning {
    private static final int MAX_CANDIDATES = 20;
    private static final int SHOWN_REASONS = 10;

    private final CatalogTargets targets;
    private final Clock clock;

    public CatalogPinning(CatalogTargets targets, Clock clock) {
        this.targets = targets;
        this.clock = clock;
    }

    @Override
    public ModelPolicy pin(AgentDefinition definition, List<Violation> violations) {
        ModelPolicy policy = definition.models();
        TierChoice tier = policy.tier();
        AgentNeeds needs = AgentNeeds.of(definition);
        if (tier == null) {
            checkTargets(policy, needs, violations);
            return policy;
        }
        return pinTier(tier, policy, needs, violations);
    }

    private void checkTargets(ModelPolicy policy, AgentNeeds needs, List<Violation> violations) {
        CatalogModel first = null;
        for (int i = 0; i < policy.targets().size(); i++) {
            String pointer = "/models/targets/" + i;
            KnownTarget known = targets.find(policy.targets().get(i));
            CatalogModel model = known.model();
            if (model == null) {
                continue;
            }
            first = Objects.requireNonNullElse(first, model);
            if (model.tier() != first.tier()) {
                violations.add(otherTier(pointer, model, first));
            }
            unfit(known, model, needs)
                    .ifPresent(reason -> violations.add(
                            Violation.at(pointer, "fit", known.target().id() + ": " + reason)));
        }
    }

    private static Violation otherTier(String pointer, CatalogModel model, CatalogModel first) {
        return Violation.at(
                pointer,
                "tier",
                "%s is of tier %s, %s of tier %s (expected: one tier, since failing over never leaves it)"
                        .formatted(
                                model.id(),
                                model.tier().id(),
                                first.id(),
                                first.tier().id()));
    }

    private Optional<String> unfit(KnownTarget known, CatalogModel model, AgentNeeds needs) {
        if (model.isRetiredOn(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
            return Optional.of(
                    "the model is retired" + (model.retiresOn() == null ? "" : " since " + model.retiresOn()));
        }
        return Fitness.lack(known, needs.abilities()).or(() -> Fitness.tooMuch(model, needs));
    }

    private ModelPolicy pinTier(TierChoice choice, ModelPolicy policy, AgentNeeds needs, List<Violation> violations) {
        List<PinnedTier> pinned = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Tier tier : tiers(choice, policy)) {
            List<Target> fitting = fitting(tier, policy, needs, leftOut);
            if (!fitting.isEmpty()) {
                pinned.add(new PinnedTier(TierChoice.valueOf(tier.name()), fitting));
            }
        }
        if (pinned.isEmpty()) {
            violations.add(Violation.at("/models/tier", "candidates", noCandidate(choice, leftOut)));
        }
        return policy.withCandidates(pinned);
    }

    /** The web is searched only by agents that ask for it. */
    private static List<Tier> tiers(TierChoice choice, ModelPolicy policy) {
        return switch (choice) {
            case FAST -> List.of(Tier.FAST);
            case GENERAL -> List.of(Tier.GENERAL);
            case REASONING -> List.of(Tier.REASONING);
            case SEARCH -> List.of(Tier.SEARCH);
            case AUTO -> policy.webSearch() ? List.of(Tier.values()) : List.of(Tier.FAST, Tier.GENERAL, Tier.REASONING);
        };
    }

    private List<Target> fitting(Tier tier, ModelPolicy policy, AgentNeeds needs, List<String> leftOut) {
        List<Target> fitting = new ArrayList<>();
        for (ConfiguredProvider provider : targets.providers().providers()) {
            if (!policy.providers().isEmpty() && !policy.providers().contains(provider.name())) {
                continue;
            }
            for (CatalogModel model : targets.catalog().of(provider.name(), provider.kind())) {
                if (model.tier() == tier) {
                    var target = new Target(provider.name(), model.id());
                    reasonNotToPin(target, model, needs)
                            .ifPresentOrElse(
                                    reason -> leftOut.add(target.id() + ": " + reason), () -> fitting.add(target));
                }
            }
        }
        return fitting.subList(0, Math.min(fitting.size(), MAX_CANDIDATES));
    }

    private Optional<String> reasonNotToPin(Target target, CatalogModel model, AgentNeeds needs) {
        Optional<String> unfit = unfit(targets.find(target), model, needs);
        return unfit.isPresent() || model.status() == CatalogModel.Status.ACTIVE
                ? unfit
                : Optional.of("the model is " + model.status().id());
    }

    private static String noCandidate(TierChoice choice, List<String> leftOut) {
        String why = leftOut.isEmpty()
                ? "no configured provider has a model of it in the catalogue"
                : String.join("; ", leftOut.subList(0, Math.min(leftOut.size(), SHOWN_REASONS)));
        return "no model fits tier " + choice.id() + ": " + why;
    }
}
