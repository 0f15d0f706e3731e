package dev.keelson.core.provider;

import dev.keelson.plugin.api.provider.Capability;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a configured provider stands.
 *
 * @param kind name of the provider factory, such as {@code openai-compatible}
 * @param pluginId plugin that brings the factory; null when none does
 * @param pluginVersion version of that plugin; null when none does
 * @param models ids of the models that are known without asking
 * @param problem why the provider can't be used; null when it can
 */
public record ConfiguredProvider(
        String name,
        String kind,
        @Nullable String pluginId,
        @Nullable String pluginVersion,
        Set<Capability> capabilities,
        List<String> models,
        @Nullable String problem) {

    public ConfiguredProvider {
        capabilities = Set.copyOf(capabilities);
        models = List.copyOf(models);
    }
}
