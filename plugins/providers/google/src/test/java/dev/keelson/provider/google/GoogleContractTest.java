package dev.keelson.provider.google;

import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.provider.ProviderFactory;
import dev.keelson.plugin.testkit.HttpProviderContractTest;
import dev.keelson.plugin.testkit.ProviderWire;
import java.net.URI;
import java.util.Map;

/** The provider keeps the contract of all providers behind HTTP. */
class GoogleContractTest extends HttpProviderContractTest {
    private final GeminiWire wire = new GeminiWire();

    @Override
    protected ProviderFactory factory() {
        return new GoogleFactory();
    }

    @Override
    protected ProviderWire wire() {
        return wire;
    }

    @Override
    protected PluginConfig config(URI upstreamUri, String apiKey) {
        return PluginConfig.of(Map.of("baseUrl", upstreamUri.toString(), "apiKey", apiKey, "apiVersion", "v1beta"));
    }

    @Override
    protected String model() {
        return "gemini-3.8-flash";
    }
}
