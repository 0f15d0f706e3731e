package dev.keelson.plugin.api.provider;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginContext;
import java.util.List;
import org.pf4j.ExtensionPoint;

/** Extension point: creates configured providers of one kind. */
public interface ProviderFactory extends ExtensionPoint {

    /** Kind of provider, such as {@code openai-compatible}: lower case letters, digits and hyphens. */
    String name();

    List<ConfigKey> configKeys();

    /** Called once per configured provider; does no I/O. */
    Provider create(PluginConfig config, PluginContext context);
}
