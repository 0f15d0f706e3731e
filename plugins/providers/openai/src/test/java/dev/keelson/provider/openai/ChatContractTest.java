package dev.keelson.provider.openai;

import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.testkit.ChatCompletionsWire;
import dev.keelson.plugin.testkit.ProviderWire;
import java.net.URI;
import java.util.Map;

/** Over Chat Completions the provider keeps the contract as well. */
class ChatContractTest extends ResponsesContractTest {
    private final ProviderWire wire = new ChatCompletionsWire();

    @Override
    protected ProviderWire wire() {
        return wire;
    }

    @Override
    protected PluginConfig config(URI upstreamUri, String apiKey) {
        return PluginConfig.of(Map.of("baseUrl", upstreamUri.toString(), "apiKey", apiKey, "api", "chat"));
    }

    @Override
    protected String model() {
        return "gpt-4.1";
    }
}
