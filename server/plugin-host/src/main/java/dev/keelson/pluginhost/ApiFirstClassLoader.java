package dev.keelson.pluginhost;

import org.pf4j.ClassLoadingStrategy;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/**
 * Loads the plugin API from the host, even if a JAR bundles a copy of it, and everything else from the plugin first. PF4J's
 * own loader would give such a JAR its copy of the API, and the host would find no extension in it.
 */
final class ApiFirstClassLoader extends PluginClassLoader {

    ApiFirstClassLoader(PluginManager manager, PluginDescriptor descriptor) {
        super(manager, descriptor, HostApiLoader.INSTANCE, ClassLoadingStrategy.PDA);
    }

    @Override
    public Class<?> loadClass(String className) throws ClassNotFoundException {
        return HostApiLoader.exposes(className) ? getParent().loadClass(className) : super.loadClass(className);
    }
}
