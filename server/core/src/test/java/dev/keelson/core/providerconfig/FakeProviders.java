package dev.keelson.core.providerconfig;

import dev.keelson.core.provider.ConfiguredProvider;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.core.provider.ScriptedModelClient;
import dev.keelson.plugin.api.provider.Capability;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One provider that is configured, one that can't be used, and those that a test stores. */
public final class FakeProviders implements ProviderRegistry, ProviderHost {
    private volatile List<ProviderSetup> stored = List.of();

    @Override
    public Optional<ModelClient> find(String name) {
        return stored.stream()
                .filter(setup -> setup.name().equals(name))
                .findFirst()
                .map(setup -> ScriptedModelClient.of(ScriptedModelClient.says("hi")));
    }

    @Override
    public List<ConfiguredProvider> providers() {
        List<ConfiguredProvider> all = new ArrayList<>(List.of(
                new ConfiguredProvider(
                        "local",
                        "local",
                        "local",
                        "0.1.0",
                        Set.of(Capability.JSON_OUTPUT, Capability.STREAMING),
                        List.of("minilm"),
                        null),
                new ConfiguredProvider("gone", "gone", null, null, Set.of(), List.of(), "no plugin brings kind gone")));
        stored.forEach(setup -> all.add(new ConfiguredProvider(
                setup.name(), setup.kind(), "cloud", "1.0.0", Set.of(), List.of("small"), setup.problem())));
        return all;
    }

    @Override
    public Future<Void> configure(List<ProviderSetup> providers) {
        stored = providers;
        return Future.succeededFuture();
    }
}
