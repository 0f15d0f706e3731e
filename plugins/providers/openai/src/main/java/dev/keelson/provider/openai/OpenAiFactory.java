package dev.keelson.provider.openai;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.provider.Provider;
import dev.keelson.plugin.api.provider.ProviderFactory;
import java.util.List;
import org.pf4j.Extension;

/** Makes providers for the models of OpenAI. */
@Extension
public final class OpenAiFactory implements ProviderFactory {

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public List<ConfigKey> configKeys() {
        return OpenAiSettings.keys();
    }

    /** Throws {@link dev.keelson.plugin.api.PluginException} of type CONFIG when the settings are not usable. */
    @Override
    public Provider create(PluginConfig config, PluginContext context) {
        return new OpenAiProvider(OpenAiSettings.of(config), context);
    }
}
