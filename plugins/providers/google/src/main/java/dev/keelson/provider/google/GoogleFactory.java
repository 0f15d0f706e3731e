package dev.keelson.provider.google;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.provider.Provider;
import dev.keelson.plugin.api.provider.ProviderFactory;
import java.util.List;
import org.pf4j.Extension;

/** Makes providers for the Gemini API. */
@Extension
public final class GoogleFactory implements ProviderFactory {

    @Override
    public String name() {
        return "google";
    }

    @Override
    public List<ConfigKey> configKeys() {
        return GoogleSettings.keys();
    }

    /** Throws {@link dev.keelson.plugin.api.PluginException} of type CONFIG when a setting makes no sense. */
    @Override
    public Provider create(PluginConfig config, PluginContext context) {
        return new GoogleProvider(GoogleSettings.of(config), context);
    }
}
