package dev.keelson.core.routing;

import dev.keelson.core.routing.CatalogTargets.KnownTarget;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Models of one tier that may stand in for each other, with what is the same for every call. Immutable.
 *
 * @param tier null when the catalogue knows none of the members
 * @param members in the author's or the catalogue's order, without those that can't do what the agent needs
 * @param rejected those that can't
 * @param smallestWindow tokens of the smallest context window among the members
 * @param inOrder the decision for calls that every member can answer, in the order of the members
 */
record PlannedGroup(
        @Nullable Tier tier,
        List<KnownTarget> members,
        List<Rejection> rejected,
        long smallestWindow,
        RouteDecision inOrder) {
    private static final String AUTHORS_ORDER = "the author's order";

    static PlannedGroup of(@Nullable Tier tier, List<KnownTarget> all, AgentNeeds needs) {
        List<KnownTarget> members = new ArrayList<>();
        List<Rejection> rejected = new ArrayList<>();
        for (KnownTarget known : all) {
            Fitness.lack(known, needs.abilities())
                    .ifPresentOrElse(
                            lack -> rejected.add(new Rejection(known.target(), lack)), () -> members.add(known));
        }
        long smallest = members.stream().mapToLong(Fitness::window).min().orElse(Long.MAX_VALUE);
        return new PlannedGroup(
                tier, List.copyOf(members), List.copyOf(rejected), smallest, inOrder(tier, members, rejected));
    }

    private static RouteDecision inOrder(@Nullable Tier tier, List<KnownTarget> members, List<Rejection> rejected) {
        List<Candidate> candidates = members.stream()
                .map(known -> new Candidate(known.target(), OptionalDouble.empty(), reason(known)))
                .toList();
        return new RouteDecision(tier, AUTHORS_ORDER, candidates, rejected);
    }

    private static String reason(KnownTarget known) {
        CatalogModel model = known.model();
        String retires =
                model == null || model.retiresOn() == null ? "" : "; the model retires on " + model.retiresOn();
        return "named by the agent's policy" + retires;
    }

    /** The same without models that no longer answer, as long as others do: the catalogue may be wrong. */
    PlannedGroup withoutRetired(LocalDate today) {
        List<KnownTarget> alive = new ArrayList<>();
        List<Rejection> gone = new ArrayList<>(rejected);
        for (KnownTarget known : members) {
            if (known.model() != null && known.model().isRetiredOn(today)) {
                gone.add(new Rejection(known.target(), "the model is retired"));
            } else {
                alive.add(known);
            }
        }
        if (alive.isEmpty()) {
            return this;
        }
        return new PlannedGroup(
                tier, List.copyOf(alive), List.copyOf(gone), smallestWindow, inOrder(tier, alive, gone));
    }

    /** For people, such as {@code models of tier fast}. */
    String name() {
        return tier == null ? "models" : "models of tier " + tier.id();
    }

    /** Which members can answer one call, and why the others can't. */
    record Fit(List<KnownTarget> members, List<Rejection> rejected) {}

    /** Whether the call needs nothing that only some members have. */
    boolean allCanAnswer(RouteRequest request, long tokens) {
        return !request.hasImages() && !request.hasDocuments() && tokens <= smallestWindow;
    }

    /** {@code tokens}: estimated, of input and answer. */
    Fit fit(RouteRequest request, long tokens) {
        if (allCanAnswer(request, tokens)) {
            return new Fit(members, rejected);
        }
        List<Rejection> unfit = new ArrayList<>(rejected);
        List<KnownTarget> able = new ArrayList<>();
        Set<Ability> needed = abilities(request);
        for (KnownTarget known : members) {
            Optional<String> lack = Fitness.lack(known, needed);
            lack.ifPresentOrElse(reason -> unfit.add(new Rejection(known.target(), reason)), () -> able.add(known));
        }
        return withRoom(able, unfit, tokens);
    }

    /** The decision for a call in the order of the members. */
    RouteDecision inOrder(RouteRequest request, long tokens) {
        if (allCanAnswer(request, tokens)) {
            return inOrder;
        }
        Fit fit = fit(request, tokens);
        return inOrder(tier, fit.members(), fit.rejected());
    }

    /** The estimate is high on purpose, so it never takes the last model: the one with most room is left. */
    private static Fit withRoom(List<KnownTarget> able, List<Rejection> unfit, long tokens) {
        long widest = able.stream().mapToLong(Fitness::window).max().orElse(0);
        long wanted = Math.min(tokens, widest);
        List<KnownTarget> roomy = new ArrayList<>();
        for (KnownTarget known : able) {
            if (Fitness.hasRoom(known, wanted)) {
                roomy.add(known);
            } else {
                unfit.add(new Rejection(
                        known.target(),
                        "the context window of " + Fitness.window(known) + " tokens is too small for an estimated "
                                + tokens));
            }
        }
        return new Fit(roomy, unfit);
    }

    private static Set<Ability> abilities(RouteRequest request) {
        Set<Ability> needed = EnumSet.noneOf(Ability.class);
        if (request.hasImages()) {
            needed.add(Ability.VISION);
        }
        if (request.hasDocuments()) {
            needed.add(Ability.PDF);
        }
        return needed;
    }
}
