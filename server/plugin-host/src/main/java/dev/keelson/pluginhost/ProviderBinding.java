package dev.keelson.pluginhost;

import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.plugin.api.provider.Provider;
import dev.keelson.plugin.api.provider.ProviderFactory;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A configured provider as one loaded plugin made it; lives and dies with that plugin.
 *
 * @param provider null when {@code problem} says why there is none
 */
record ProviderBinding(
        @Nullable Provider provider,
        Set<Capability> capabilities,
        List<String> models,
        SecretMask mask,
        @Nullable String problem) {

    /** Runs the plugin's code on the calling thread. A provider that can't be made is a binding with a problem. */
    static ProviderBinding create(
            ProviderConfiguration configured,
            Extension<ProviderFactory> extension,
            SettingsReader settings,
            HostPluginContext context) {
        SecretMask mask = SecretMask.NOTHING;
        try {
            PluginSettings read = settings.readConfiguration(extension.keys(), configured.settings());
            mask = read.mask();
            return bind(Objects.requireNonNull(extension.factory().create(read.config(), context), "provider"), mask);
        } catch (KeelsonException invalid) {
            return broken(
                    invalid.violations().stream().map(ProviderBinding::words).collect(Collectors.joining("; ")));
        } catch (Exception | LinkageError failure) {
            return broken(mask.mask(Failures.words(failure)));
        }
    }

    private static ProviderBinding bind(Provider provider, SecretMask mask) {
        List<String> models = provider.models().stream().map(ModelInfo::id).toList();
        return new ProviderBinding(provider, Set.copyOf(provider.capabilities()), models, mask, null);
    }

    private static ProviderBinding broken(String problem) {
        return new ProviderBinding(null, Set.of(), List.of(), SecretMask.NOTHING, problem);
    }

    private static String words(Violation violation) {
        return "settings" + violation.pointer() + ": " + violation.message();
    }
}
