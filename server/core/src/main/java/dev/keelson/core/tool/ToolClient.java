package dev.keelson.core.tool;

import dev.keelson.plugin.api.tool.ToolInvocation;
import dev.keelson.plugin.api.tool.ToolResult;
import dev.keelson.plugin.api.tool.ToolSpec;
import io.vertx.core.Future;

/** One tool bound to one agent version. Futures complete on the caller's context and fail with PluginException only. */
public interface ToolClient {

    ToolSpec spec();

    Future<ToolResult> invoke(ToolInvocation invocation);

    void close();
}
