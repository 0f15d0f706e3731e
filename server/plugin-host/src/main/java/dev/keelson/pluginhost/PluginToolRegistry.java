package dev.keelson.pluginhost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.tool.ToolClient;
import dev.keelson.core.tool.ToolRegistry;
import dev.keelson.plugin.api.tool.ToolFactory;
import io.vertx.core.Vertx;

/** Binds tools of the started plugins. */
final class PluginToolRegistry implements ToolRegistry {
    private final Vertx vertx;
    private final ExtensionBinder binder;

    PluginToolRegistry(Vertx vertx, ExtensionBinder binder) {
        this.vertx = vertx;
        this.binder = binder;
    }

    @Override
    public ToolClient bind(String toolName, String kind, JsonNode config) {
        var made = binder.bind(new ExtensionBinder.Wish<ToolFactory, BoundTool>(
                "tool",
                kind,
                config,
                Extensions::tools,
                (factory, settings, context) -> BoundTool.of(toolName, factory.create(toolName, settings, context))));
        return new PluginToolClient(vertx, made.binding(), made.object().spec());
    }
}
