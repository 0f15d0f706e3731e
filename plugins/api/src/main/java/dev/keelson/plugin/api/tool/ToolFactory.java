package dev.keelson.plugin.api.tool;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginContext;
import java.util.List;
import org.pf4j.ExtensionPoint;

/** Extension point: creates tools of one kind, each bound to an agent by that agent's definition. */
public interface ToolFactory extends ExtensionPoint {

    /** Kind of tool, such as {@code http-request}: lower case letters, digits and hyphens. */
    String name();

    List<ConfigKey> configKeys();

    /**
     * Called once per binding. {@code toolName} is the name by which this agent's model calls the tool. Does no I/O;
     * throws {@link dev.keelson.plugin.api.PluginException} of type CONFIG when the settings do not fit together.
     */
    Tool create(String toolName, PluginConfig config, PluginContext context);
}
