package dev.keelson.provider.openai;

import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.provider.ProviderFactory;
import dev.keelson.plugin.testkit.HttpProviderContractTest;
import dev.keelson.plugin.testkit.ProviderWire;
import java.net.URI;
import java.util.Map;

/** Over the Responses API the provider keeps the contract of all providers behind HTTP. */
class ResponsesContractTest extends HttpProviderContractTest {
    private final ProviderWire wire = new ResponsesWire();

    @Override
    protected ProviderFactory factory() {
        return new OpenAiFactory();
    }

    @Override
    protected ProviderWire wire() {
        return wire;
    }

    @Override
    protected PluginConfig config(URI upstreamUri, String apiKey) {
        return PluginConfig.of(Map.of("baseUrl", upstreamUri.toString(), "apiKey", apiKey, "api", "auto"));
    }

    @Override
    protected String basePath() {
        return "/v1";
    }

    @Override
    protected String model() {
        return "gpt-6.2-sol";
    }
}
