package com.example.weather;

import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.tool.ToolFactory;
import dev.keelson.plugin.testkit.ToolContractTest;
import java.util.List;
import java.util.Map;

class WeatherContractTest extends ToolContractTest {
    @Override
    protected ToolFactory factory() {
        return new WeatherFactory();
    }

    @Override
    protected PluginConfig config() {
        return PluginConfig.of(Map.of("baseUrl", upstream.address(""), "apiKey", "secret-1"));
    }

    @Override
    protected List<PluginConfig> invalidConfigs() {
        return List.of();
    }

    @Override
    protected Map<String, Object> arguments() {
        return Map.of("city", "Zürich");
    }

    @Override
    protected boolean talksHttp() {
        return true;
    }

    @Override
    protected List<String> secrets() {
        return List.of("secret-1");
    }
}
