package dev.keelson.provider.perplexity;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.provider.Provider;
import dev.keelson.plugin.api.provider.ProviderFactory;
import java.util.List;
import org.pf4j.Extension;

/** Makes providers for the searching models of Perplexity. */
@Extension
public final class PerplexityFactory implements ProviderFactory {

    @Override
    public String name() {
        return "perplexity";
    }

    @Override
    public List<ConfigKey> configKeys() {
        return PerplexitySettings.keys();
    }

    /** Throws {@link dev.keelson.plugin.api.PluginException} of type CONFIG when the settings do not fit together. */
    @Override
    public Provider create(PluginConfig config, PluginContext context) {
        return new PerplexityProvider(PerplexitySettings.of(config), context);
    }
}
