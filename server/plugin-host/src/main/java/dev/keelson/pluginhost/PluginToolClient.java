package dev.keelson.pluginhost;

import dev.keelson.core.tool.ToolClient;
import dev.keelson.plugin.api.tool.ToolInvocation;
import dev.keelson.plugin.api.tool.ToolResult;
import dev.keelson.plugin.api.tool.ToolSpec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Calls one bound tool of a plugin. Safe for concurrent use. */
final class PluginToolClient implements ToolClient {
    private final Vertx vertx;
    private final Binding<BoundTool> binding;
    private final ToolSpec spec;

    PluginToolClient(Vertx vertx, Binding<BoundTool> binding, ToolSpec spec) {
        this.vertx = vertx;
        this.binding = binding;
        this.spec = spec;
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    @Override
    public Future<ToolResult> invoke(ToolInvocation invocation) {
        return binding.call(
                new Binding.Terms<>(vertx, ToolResult.class, invocation.timeout()),
                bound -> bound.tool().invoke(invocation));
    }

    @Override
    public void close() {
        binding.close();
    }
}
