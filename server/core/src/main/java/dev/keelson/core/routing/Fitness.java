package dev.keelson.core.routing;

import dev.keelson.core.provider.ConfiguredProvider;
import dev.keelson.core.routing.CatalogTargets.KnownTarget;
import java.util.Optional;
import java.util.Set;

/** Says what a model lacks for an agent or a call. What neither catalogue nor provider tells is taken to be there. */
final class Fitness {

    private Fitness() {}

    /** Why it can't do one of these things; empty when it can, or when nothing is known about it. */
    static Optional<String> lack(KnownTarget known, Set<Ability> needed) {
        CatalogModel model = known.model();
        if (model != null) {
            Optional<Ability> lacking = model.lacks(needed).stream().findFirst();
            if (lacking.isPresent()) {
                return Optional.of("the model has no " + lacking.get().word());
            }
        }
        ConfiguredProvider provider = known.provider();
        // Without a plugin a provider declares nothing.
        if (provider == null || provider.problem() != null) {
            return Optional.empty();
        }
        // The full schema is enforced on every answer anyway, so a provider need not promise it.
        return needed.stream()
                .filter(each -> each != Ability.STRUCTURED_OUTPUT)
                .filter(each -> !provider.capabilities().contains(each.capability()))
                .sorted()
                .findFirst()
                .map(each -> "provider " + provider.name() + " has no " + each.word());
    }

    /** Whether the tokens of a call, its answer included, fit; true when the window is unknown. */
    static boolean hasRoom(KnownTarget known, long tokens) {
        return tokens <= window(known);
    }

    /** Tokens; as large as can be when unknown. */
    static long window(KnownTarget known) {
        CatalogModel model = known.model();
        Integer window = model == null ? null : model.limits().contextWindow();
        return window == null ? Long.MAX_VALUE : window;
    }

    /** Why an agent's own limits are too much for the model; empty when they are not. */
    static Optional<String> tooMuch(CatalogModel model, AgentNeeds needs) {
        Integer most = model.limits().maxOutputTokens();
        if (most != null && needs.outputTokens() > most) {
            return Optional.of("the model answers with at most " + most + " tokens (maxOutputTokens: "
                    + needs.outputTokens() + ")");
        }
        Integer window = model.limits().contextWindow();
        long least = needs.promptTokens() + needs.outputTokens();
        return window == null || least <= window
                ? Optional.empty()
                : Optional.of(
                        "the model's context window of " + window + " tokens is too small for an estimated " + least);
    }
}
