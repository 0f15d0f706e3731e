package dev.keelson.pluginhost;

import dev.keelson.plugin.api.PluginApi;
import java.util.List;

/**
 * All that a plugin sees of the server: the JDK, the plugin API and the three libraries that the API exposes. Core, Vert.x,
 * Jackson and the rest of the server's class path stay out of sight, so no upgrade of them can break a plugin.
 */
final class HostApiLoader extends ClassLoader {
    static final HostApiLoader INSTANCE = new HostApiLoader();

    private static final List<String> EXPOSED =
            List.of("dev.keelson.plugin.api.", "org.slf4j.", "org.pf4j.", "org.jspecify.");

    static {
        registerAsParallelCapable();
    }

    private HostApiLoader() {
        super("keelson-plugin-api", getPlatformClassLoader());
    }

    static boolean exposes(String className) {
        return EXPOSED.stream().anyMatch(className::startsWith);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (!exposes(name)) {
            throw new ClassNotFoundException(name);
        }
        return Class.forName(name, false, PluginApi.class.getClassLoader());
    }
}
