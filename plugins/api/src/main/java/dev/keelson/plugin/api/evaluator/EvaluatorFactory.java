package dev.keelson.plugin.api.evaluator;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginContext;
import java.util.List;
import org.pf4j.ExtensionPoint;

/** Extension point: creates configured evaluators of one kind. */
public interface EvaluatorFactory extends ExtensionPoint {

    /** Kind of evaluator, such as {@code field-match}: lower case letters, digits and hyphens. */
    String name();

    List<ConfigKey> configKeys();

    /**
     * Called once per use in a definition; does no I/O. Throws {@link dev.keelson.plugin.api.PluginException} of type
     * CONFIG when the settings do not fit together.
     */
    Evaluator create(PluginConfig config, PluginContext context);
}
