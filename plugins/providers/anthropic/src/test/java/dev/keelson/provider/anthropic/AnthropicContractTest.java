package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.provider.ProviderFactory;
import dev.keelson.plugin.testkit.HttpProviderContractTest;
import dev.keelson.plugin.testkit.ProviderWire;
import java.net.URI;
import java.util.Map;

/** The provider keeps the contract of all providers behind HTTP. */
class AnthropicContractTest extends HttpProviderContractTest {
    private final MessagesWire wire = new MessagesWire();

    @Override
    protected ProviderFactory factory() {
        return new AnthropicFactory();
    }

    @Override
    protected ProviderWire wire() {
        return wire;
    }

    @Override
    protected PluginConfig config(URI upstreamUri, String apiKey) {
        return PluginConfig.of(Map.of("baseUrl", upstreamUri.toString(), "apiKey", apiKey, "version", "2026-10-21"));
    }

    @Override
    protected String model() {
        return "claude-sonnet-5-5";
    }
}
