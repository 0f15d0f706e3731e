package dev.keelson.provider.local;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.provider.Provider;
import dev.keelson.plugin.api.provider.ProviderFactory;
import java.util.List;
import org.pf4j.Extension;

/** Creates the provider that answers on this machine; it has no settings. */
@Extension
public final class LocalProviderFactory implements ProviderFactory {

    @Override
    public String name() {
        return "local";
    }

    @Override
    public List<ConfigKey> configKeys() {
        return List.of();
    }

    @Override
    public Provider create(PluginConfig config, PluginContext context) {
        return new LocalProvider(context);
    }
}
