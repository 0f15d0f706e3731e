package dev.keelson.plugin.api.tool;

import java.util.concurrent.CompletionStage;

/** One tool as bound to one agent. Safe for concurrent use; methods return without blocking. */
public interface Tool extends AutoCloseable {

    /** Stays the same for the life of the tool: its schema's digest is pinned by the agent's version. */
    ToolSpec spec();

    /**
     * Completes with a {@link ToolResult}, also for failures that the model should see and work around. Fails with
     * {@link dev.keelson.plugin.api.PluginException} for failures that the model can't help.
     */
    CompletionStage<ToolResult> invoke(ToolInvocation invocation);

    @Override
    default void close() {}
}
