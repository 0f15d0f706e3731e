package dev.keelson.pluginhost;

import dev.keelson.plugin.api.tool.Tool;
import dev.keelson.plugin.api.tool.ToolSpec;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A plugin's tool with its spec, which is read once and copied so that nothing of the plugin leaks out with it.
 */
record BoundTool(Tool tool, ToolSpec spec) implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Throws {@link PluginRejection} when the tool describes itself in a way that no model could use. */
    static BoundTool of(String toolName, Tool tool) throws PluginRejection {
        ToolSpec spec = tool.spec();
        if (!spec.name().equals(toolName) || !NAME.matcher(toolName).matches()) {
            throw new PluginRejection("name of the tool: " + spec.name() + " (expected: " + toolName + ", matching "
                    + NAME.pattern() + ")");
        }
        return new BoundTool(tool, ToolSpec.of(toolName, spec.description(), copy(spec.inputSchema())));
    }

    @Override
    public void close() {
        tool.close();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> copy(Map<String, Object> schema) throws PluginRejection {
        try {
            if (JsonValues.toJdk(JsonValues.toNode(schema)) instanceof Map<?, ?> copied) {
                return (Map<String, Object>) copied;
            }
        } catch (IllegalArgumentException notJson) {
            throw new PluginRejection("input schema of the tool: " + notJson.getMessage());
        }
        throw new PluginRejection("input schema of the tool is no object");
    }
}
