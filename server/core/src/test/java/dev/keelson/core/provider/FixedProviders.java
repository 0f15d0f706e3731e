package dev.keelson.core.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry of given model clients. */
public record FixedProviders(Map<String, ModelClient> clients) implements ProviderRegistry {

    @Override
    public Optional<ModelClient> find(String name) {
        return Optional.ofNullable(clients.get(name));
    }

    @Override
    public List<ConfiguredProvider> providers() {
        return clients.entrySet().stream()
                .map(entry -> new ConfiguredProvider(
                        entry.getKey(),
                        "scripted",
                        "scripted",
                        "1.0.0",
                        entry.getValue().capabilities(),
                        List.of(),
                        null))
                .toList();
    }
}
