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
        ProviderUse use,
        @Nullable String problem)
        implements AutoCloseable {

    /** Runs the plugin's code on the calling thread. A provider that can't be made is a binding with a problem. */
    static ProviderBinding create(
            ProviderConfiguration configured,
            Extension<ProviderFactory> extension,
            SettingsReader settings,
            HostPluginContext context) {
        ProviderConfiguration.Stored stored = configured.stored();
        if (stored != null && stored.problem() != null) {
            return broken(stored.problem());
        }
        SecretMask mask = SecretMask.NOTHING;
        try {
            PluginSettings read = stored == null
                    ? settings.readConfiguration(extension.keys(), configured.settings())
                    : settings.readStored(extension.keys(), configured);
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
        return new ProviderBinding(
                provider, Set.copyOf(provider.capabilities()), models, mask, new ProviderUse(), null);
    }

    static ProviderBinding broken(String problem) {
        return new ProviderBinding(null, Set.of(), List.of(), SecretMask.NOTHING, new ProviderUse(), problem);
    }

    /** Runs the plugin's code on the calling thread. */
    @Override
    public void close() {
        if (provider != null) {
            provider.close();
        }
    }

    private static String words(Violation violation) {
        return "settings" + violation.pointer() + ": " + violation.message();
    }
}
