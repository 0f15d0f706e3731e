package dev.keelson.pluginhost;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Where plugins lie and how they are run.
 *
 * @param pluginsDir holds the plugin JARs and, if wanted, {@code plugins.lock}; created when missing
 * @param workDir holds the private copies that are loaded; for this server alone, created when missing
 * @param providers in the order of the configuration, each name once
 */
public record PluginHostConfig(
        Path pluginsDir, Path workDir, List<ProviderConfiguration> providers, HostLimits limits) {

    public PluginHostConfig {
        Objects.requireNonNull(pluginsDir, "pluginsDir");
        Objects.requireNonNull(workDir, "workDir");
        Objects.requireNonNull(limits, "limits");
        providers = List.copyOf(providers);
        Set<String> names = new HashSet<>();
        for (ProviderConfiguration provider : providers) {
            if (!names.add(provider.name())) {
                throw new IllegalArgumentException("provider '" + provider.name() + "' is configured twice");
            }
        }
    }
}
