package dev.keelson.core.compilation;

import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.agent.TierChoice;
import dev.keelson.core.provider.ConfiguredProvider;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.plugin.api.provider.Capability;
import java.util.ArrayList;
import java.util.List;

/** Finds models that can write among those that are configured now. */
public final class SystemAgentModels {
    private final ProviderRegistry providers;
    private final ModelPolicy defaults;

    /** {@code defaults}: for drafts that name no models; used when they can write. */
    public SystemAgentModels(ProviderRegistry providers, ModelPolicy defaults) {
        this.providers = providers;
        this.defaults = defaults;
    }

    /** Names of the providers that can write, in their order. */
    List<String> writers() {
        return writing().stream().map(ConfiguredProvider::name).toList();
    }

    /** Policies to try, the best first: which of them the catalogue has models for, compiling tells. */
    List<ModelPolicy> policies() {
        List<String> writers = writers();
        List<ModelPolicy> policies = new ArrayList<>();
        policies.add(tier(TierChoice.GENERAL, writers));
        policies.add(tier(TierChoice.FAST, writers));
        boolean defaultsWrite = !defaults.targets().isEmpty()
                && defaults.targets().stream().allMatch(target -> writers.contains(target.provider()));
        if (defaultsWrite) {
            policies.add(new ModelPolicy(defaults.targets(), null, null));
        }
        for (ConfiguredProvider writer : writing()) {
            if (!writer.models().isEmpty()) {
                var target =
                        new ModelPolicy.Target(writer.name(), writer.models().get(0));
                policies.add(new ModelPolicy(List.of(target), null, null));
            }
        }
        return policies;
    }

    private List<ConfiguredProvider> writing() {
        return providers.providers().stream()
                .filter(provider -> provider.problem() == null)
                .filter(provider -> provider.capabilities().contains(Capability.TEXT_GENERATION))
                .toList();
    }

    private static ModelPolicy tier(TierChoice tier, List<String> writers) {
        return new ModelPolicy(List.of(), null, null, null, null, false, false, tier, null, writers, List.of());
    }
}
