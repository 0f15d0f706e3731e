package dev.keelson.pluginhost;

import dev.keelson.plugin.api.PluginApi;
import java.io.Closeable;
import java.nio.file.Path;
import org.pf4j.DefaultPluginManager;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginState;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PluginWrapper;

/**
 * A PF4J manager that holds exactly one plugin. PF4J's manager is not safe for concurrent use and shares its tables between
 * plugins; with one manager each, a plugin that hangs holds up nobody, and an old and a new version can live side by side
 * while calls move over.
 */
final class SinglePluginManager extends DefaultPluginManager {

    SinglePluginManager(Path directory) {
        super(directory);
        setSystemVersion(PluginApi.VERSION);
    }

    /** Runs the plugin's code on the calling thread and throws what it throws. */
    PluginWrapper loadAndStart(Path jar) {
        String id = loadPlugin(jar);
        PluginState state = startPlugin(id);
        PluginWrapper wrapper = getPlugin(id);
        if (state.isStarted()) {
            return wrapper;
        }
        Throwable cause = wrapper.getFailedException();
        throw new IllegalStateException("ended in state " + state + " instead of STARTED", cause);
    }

    /** Stops the plugin and closes its class loader; runs the plugin's code on the calling thread. */
    void stopAndUnload() {
        for (PluginWrapper wrapper : getPlugins()) {
            String id = wrapper.getPluginId();
            if (!unloadPlugin(id)) {
                throw new IllegalStateException("plugin '" + id + "' did not stop");
            }
        }
    }

    /** For a plugin that never started; runs none of its code. */
    void closeLoaders() {
        for (PluginWrapper wrapper : getPlugins()) {
            WorkFolder.closeQuietly((Closeable) wrapper.getPluginClassLoader());
        }
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new BoundedManifestFinder();
    }

    @Override
    protected PluginFactory createPluginFactory() {
        return new CausedPluginFactory();
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new JarLoader();
    }

    /** The host decides what is loaded; PF4J's enabled.txt and disabled.txt play no part. */
    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new AlwaysEnabled();
    }

    private final class JarLoader implements PluginLoader {

        @Override
        public boolean isApplicable(Path path) {
            return true;
        }

        @Override
        public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
            ApiFirstClassLoader loader = new ApiFirstClassLoader(SinglePluginManager.this, descriptor);
            loader.addFile(path.toFile());
            return loader;
        }
    }

    private static final class AlwaysEnabled implements PluginStatusProvider {

        @Override
        public boolean isPluginDisabled(String id) {
            return false;
        }

        @Override
        public void disablePlugin(String id) {
            throw new UnsupportedOperationException("plugins are removed, not disabled");
        }

        @Override
        public void enablePlugin(String id) {
            throw new UnsupportedOperationException("plugins are always enabled");
        }
    }
}
