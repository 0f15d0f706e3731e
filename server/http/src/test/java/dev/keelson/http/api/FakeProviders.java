package dev.keelson.http.api;

import dev.keelson.core.provider.ConfiguredProvider;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.plugin.api.provider.Capability;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One provider that is configured and one that can't be used. */
final class FakeProviders implements ProviderRegistry {

    @Override
    public Optional<ModelClient> find(String name) {
        return Optional.empty();
    }

    @Override
    public List<ConfiguredProvider> providers() {
        return List.of(
                new ConfiguredProvider(
                        "local",
                        "local",
                        "local",
                        "0.1.0",
                        Set.of(Capability.JSON_OUTPUT, Capability.STREAMING),
                        List.of("minilm"),
                        null),
                new ConfiguredProvider("gone", "gone", null, null, Set.of(), List.of(), "no plugin brings kind gone"));
    }
}
