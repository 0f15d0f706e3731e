package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.provider.Provider;
import dev.keelson.plugin.api.provider.ProviderFactory;
import java.util.List;
import org.pf4j.Extension;

/** Makes providers for Anthropic's Messages API. */
@Extension
public final class AnthropicFactory implements ProviderFactory {

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public List<ConfigKey> configKeys() {
        return AnthropicSettings.keys();
    }

    /** Throws {@link dev.keelson.plugin.api.PluginException} of type CONFIG when the settings do not fit together. */
    @Override
    public Provider create(PluginConfig config, PluginContext context) {
        return new AnthropicProvider(AnthropicSettings.of(config), context);
    }
}
