package dev.keelson.provider.perplexity;

import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.provider.ProviderFactory;
import dev.keelson.plugin.testkit.HttpProviderContractTest;
import dev.keelson.plugin.testkit.ProviderWire;
import java.net.URI;
import java.util.Map;

/** The provider keeps the contract of all providers behind HTTP. */
class PerplexityContractTest extends HttpProviderContractTest {
    private final AgentWire wire = new AgentWire();

    @Override
    protected ProviderFactory factory() {
        return new PerplexityFactory();
    }

    @Override
    protected ProviderWire wire() {
        return wire;
    }

    @Override
    protected PluginConfig config(URI upstreamUri, String apiKey) {
        return PluginConfig.of(Map.of("baseUrl", upstreamUri.toString(), "apiKey", apiKey));
    }

    @Override
    protected String model() {
        return "perplexity/sonar";
    }
}
