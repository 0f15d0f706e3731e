package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.PluginConfig;
import java.net.URI;
import java.util.Map;

/** An upstream that neither streams nor calls tools: the mirror side of the contract. */
class PlainUpstreamContractTest extends OpenAiCompatibleContractTest {
    @Override
    protected PluginConfig config(URI upstreamUri, String apiKey) {
        return PluginConfig.of(Map.of(
                "baseUrl",
                upstreamUri.toString(),
                "apiKey",
                apiKey,
                "preset",
                "llama-cpp",
                "supportsStreaming",
                false,
                "supportsTools",
                false,
                "supportsJsonSchema",
                false));
    }
}
