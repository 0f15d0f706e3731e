package dev.keelson.tool.httprequest;

import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.tool.ToolFactory;
import dev.keelson.plugin.testkit.ToolContractTest;
import java.util.List;
import java.util.Map;

/** The tool keeps the contract of all tools. */
class HttpRequestContractTest extends ToolContractTest {
    private static final String TOKEN = "token-contract-55aa";

    @Override
    protected ToolFactory factory() {
        return new HttpRequestFactory();
    }

    @Override
    protected PluginConfig config() {
        return PluginConfig.of(Map.of(
                "url",
                upstream.address("/orders/{number}"),
                "description",
                "Finds an order.",
                "parameters",
                Endpoints.NUMBER,
                "bearerToken",
                TOKEN));
    }

    @Override
    protected List<PluginConfig> invalidConfigs() {
        return List.of(
                PluginConfig.of(Map.of("url", "ftp://shop.test/", "description", "x")),
                PluginConfig.of(Map.of("url", "http://shop.test/{number}", "description", "x")));
    }

    @Override
    protected Map<String, Object> arguments() {
        return Map.of("number", "A-1");
    }

    @Override
    protected boolean talksHttp() {
        return true;
    }

    @Override
    protected List<String> secrets() {
        return List.of(TOKEN);
    }
}
