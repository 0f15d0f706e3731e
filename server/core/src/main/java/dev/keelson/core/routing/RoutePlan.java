package dev.keelson.core.routing;

import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.agent.ModelPolicy.PinnedTier;
import dev.keelson.core.routing.CatalogTargets.KnownTarget;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What routing knows of a definition before a call: its groups of models and what it needs. Immutable.
 *
 * @param groups by rising tier; one without a tier of its own when the author named targets
 */
record RoutePlan(ModelCatalog catalog, AgentNeeds needs, List<PlannedGroup> groups) {

    static RoutePlan of(AgentDefinition definition, CatalogTargets targets, LocalDate today) {
        ModelCatalog catalog = targets.catalog();
        ModelPolicy policy = definition.models();
        AgentNeeds needs = AgentNeeds.of(definition);
        if (policy.tier() == null) {
            List<KnownTarget> members =
                    policy.targets().stream().map(targets::find).toList();
            return new RoutePlan(catalog, needs, List.of(PlannedGroup.of(commonTier(members), members, needs)));
        }
        List<PlannedGroup> groups = new ArrayList<>();
        for (PinnedTier pinned : policy.candidates()) {
            List<KnownTarget> members =
                    pinned.targets().stream().map(targets::find).toList();
            Tier tier = Tier.valueOf(pinned.tier().name());
            groups.add(PlannedGroup.of(tier, members, needs).withoutRetired(today));
        }
        groups.sort(Comparator.comparing(group -> Objects.requireNonNull(group.tier())));
        return new RoutePlan(catalog, needs, List.copyOf(groups));
    }

    /** Compiling has refused targets of two tiers; those that the catalogue does not know belong to any. */
    private static @Nullable Tier commonTier(List<KnownTarget> members) {
        for (KnownTarget known : members) {
            if (known.model() != null) {
                return known.model().tier();
            }
        }
        return null;
    }
}
