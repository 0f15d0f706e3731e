package dev.keelson.pluginhost;

import dev.keelson.plugin.api.ConfigKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A factory that a plugin brings, with what it said about itself when it was loaded.
 *
 * @param <F> the factory's extension point
 */
record Extension<F>(String kind, List<ConfigKey> keys, F factory) {
    private static final Pattern KIND = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern KEY = Pattern.compile("[a-z][A-Za-z0-9]{0,63}");

    /** Throws {@link PluginRejection} when the declaration breaks the API's rules. */
    static <F> Extension<F> of(String kind, List<ConfigKey> keys, F factory) throws PluginRejection {
        if (kind == null || !KIND.matcher(kind).matches()) {
            throw new PluginRejection("name of an extension: " + kind + " (expected: " + KIND.pattern() + ")");
        }
        Set<String> names = new HashSet<>();
        for (ConfigKey key : keys) {
            check(kind, key);
            if (!names.add(key.name())) {
                throw new PluginRejection("'" + kind + "' declares the setting '" + key.name() + "' twice");
            }
        }
        return new Extension<>(kind, List.copyOf(keys), factory);
    }

    private static void check(String kind, ConfigKey key) throws PluginRejection {
        String setting = "'" + kind + "' declares the setting '" + key.name() + "'";
        if (!KEY.matcher(key.name()).matches()) {
            throw new PluginRejection(setting + " (expected: " + KEY.pattern() + ")");
        }
        if (key.defaultValue().isPresent() && !defaultFits(key)) {
            throw new PluginRejection(setting + " with a default that is no " + key.type());
        }
    }

    private static boolean defaultFits(ConfigKey key) {
        try {
            return SettingsReading.convert(
                            key.type(), JsonValues.toNode(key.defaultValue().orElse(null)))
                    .isPresent();
        } catch (IllegalArgumentException notJson) {
            return false;
        }
    }
}
