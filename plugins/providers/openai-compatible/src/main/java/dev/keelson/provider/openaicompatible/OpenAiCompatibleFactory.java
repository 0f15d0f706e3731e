package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.provider.Provider;
import dev.keelson.plugin.api.provider.ProviderFactory;
import java.util.List;
import org.pf4j.Extension;

/** Makes providers for servers that speak Chat Completions. */
@Extension
public final class OpenAiCompatibleFactory implements ProviderFactory {

    @Override
    public String name() {
        return "openai-compatible";
    }

    @Override
    public List<ConfigKey> configKeys() {
        return UpstreamSettings.keys();
    }

    /** Throws {@link dev.keelson.plugin.api.PluginException} of type CONFIG when the settings do not fit together. */
    @Override
    public Provider create(PluginConfig config, PluginContext context) {
        return new OpenAiCompatibleProvider(UpstreamSettings.of(config), context);
    }
}
