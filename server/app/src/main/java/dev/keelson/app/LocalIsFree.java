package dev.keelson.app;

import dev.keelson.app.ServerConfig.ProviderConfig;
import dev.keelson.core.provider.Pricing;
import dev.keelson.plugin.api.provider.Usage;
import java.util.Map;
import java.util.OptionalLong;

/** Models in the server's own process cost nothing; any other price is unknown. */
final class LocalIsFree implements Pricing {
    private final Map<String, ProviderConfig> providers;

    LocalIsFree(Map<String, ProviderConfig> providers) {
        this.providers = providers;
    }

    @Override
    public OptionalLong cost(String provider, String model, Usage usage) {
        ProviderConfig config = providers.get(provider);
        return config != null && config.kind().equals("local") ? OptionalLong.of(0) : OptionalLong.empty();
    }
}
