package com.example.weather;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.tool.Tool;
import dev.keelson.plugin.api.tool.ToolFactory;
import java.util.List;
import org.pf4j.Extension;

/** Makes tools that look up the weather. */
@Extension
public final class WeatherFactory implements ToolFactory {
    @Override
    public String name() {
        return "weather";
    }

    @Override
    public List<ConfigKey> configKeys() {
        return List.of(
                ConfigKey.required("baseUrl", ConfigKey.Type.URL, "Address of the weather service."),
                ConfigKey.optional("apiKey", ConfigKey.Type.SECRET, "Credential, if the service wants one."));
    }

    @Override
    public Tool create(String toolName, PluginConfig config, PluginContext context) {
        return new WeatherTool(toolName, config, context);
    }
}
