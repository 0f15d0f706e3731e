package dev.keelson.provider.local;

import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.provider.ProviderFactory;
import dev.keelson.plugin.testkit.ProviderContractTest;
import java.util.Map;

/** What every provider must do, over an embedder that tells words apart and knows no meanings. */
class LocalProviderContractTest extends ProviderContractTest {

    @Override
    protected ProviderFactory factory() {
        return new LocalProviderFactory();
    }

    @Override
    protected PluginConfig config() {
        return PluginConfig.of(Map.of());
    }

    @Override
    protected String model() {
        return "all-minilm-l6-v2";
    }
}
