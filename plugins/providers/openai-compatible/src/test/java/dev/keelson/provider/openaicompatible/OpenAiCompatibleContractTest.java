package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.provider.ProviderFactory;
import dev.keelson.plugin.testkit.ChatCompletionsWire;
import dev.keelson.plugin.testkit.HttpProviderContractTest;
import dev.keelson.plugin.testkit.ProviderWire;
import java.net.URI;
import java.util.Map;

/** The provider keeps the contract of all providers behind HTTP. */
class OpenAiCompatibleContractTest extends HttpProviderContractTest {
    private final ChatCompletionsWire wire = new ChatCompletionsWire();

    @Override
    protected ProviderFactory factory() {
        return new OpenAiCompatibleFactory();
    }

    @Override
    protected ProviderWire wire() {
        return wire;
    }

    @Override
    protected PluginConfig config(URI upstreamUri, String apiKey) {
        return PluginConfig.of(Map.of("baseUrl", upstreamUri.toString(), "apiKey", apiKey, "preset", "openai-like"));
    }

    @Override
    protected String basePath() {
        return "/v1";
    }

    @Override
    protected String model() {
        return "stub-model";
    }
}
