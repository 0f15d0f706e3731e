package dev.keelson.tool.httprequest;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.tool.Tool;
import dev.keelson.plugin.api.tool.ToolFactory;
import java.util.List;
import org.pf4j.Extension;

/** Makes tools that call one HTTP endpoint each. */
@Extension
public final class HttpRequestFactory implements ToolFactory {

    @Override
    public String name() {
        return "http-request";
    }

    @Override
    public List<ConfigKey> configKeys() {
        return EndpointReader.keys();
    }

    @Override
    public Tool create(String toolName, PluginConfig config, PluginContext context) {
        return new HttpRequestTool(toolName, EndpointReader.read(config), context);
    }
}
