package dev.keelson.pluginhost;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.pf4j.PluginWrapper;

/** Loads plugins, each on a thread of its own that is given up when it takes too long. */
final class PluginStarter {
    private final PluginHostConfig config;
    private final ProviderTable providers;
    private final ProviderBinder binder;

    PluginStarter(PluginHostConfig config, ProviderTable providers, ProviderBinder binder) {
        this.config = config;
        this.providers = providers;
        this.binder = binder;
    }

    /** A plugin on its way up. */
    record Attempt(Candidate candidate, ExpendableThread<LoadedPlugin> thread, long deadline, Duration timeout) {

        /** Throws {@link PluginRejection} with the reason when the plugin failed or took too long. */
        LoadedPlugin await() throws PluginRejection {
            try {
                return thread.await(Duration.ofNanos(deadline - System.nanoTime()));
            } catch (TimeoutException hung) {
                throw new PluginRejection("it did not start within " + timeout.toMillis() + " ms");
            } catch (ExecutionException failed) {
                throw new PluginRejection(Failures.words(Failures.unwrap(failed)));
            }
        }
    }

    Attempt start(Candidate candidate) {
        Duration timeout = config.limits().startTimeout();
        ExpendableThread<LoadedPlugin> thread = ExpendableThread.start(
                "plugin-" + candidate.id() + "-start", () -> load(candidate), late -> late.retire(Duration.ZERO));
        return new Attempt(candidate, thread, System.nanoTime() + timeout.toNanos(), timeout);
    }

    private LoadedPlugin load(Candidate candidate) throws Exception {
        Thread.currentThread().setContextClassLoader(HostApiLoader.INSTANCE);
        SinglePluginManager manager = new SinglePluginManager(config.workDir());
        try {
            PluginWrapper wrapper = manager.loadAndStart(candidate.jar().copy());
            ClassLoader loader = wrapper.getPluginClassLoader();
            Thread.currentThread().setContextClassLoader(loader);
            Extensions extensions = Extensions.load(candidate.extensionClasses(), loader);
            PluginWorkers workers = new PluginWorkers(candidate, loader, config.limits());
            var bound = new ConcurrentHashMap<>(binder.bindAll(providers, extensions, workers));
            return new LoadedPlugin(
                    candidate, new LoadedPlugin.Parts(manager, wrapper, extensions, bound, workers, config.limits()));
        } catch (Throwable failure) {
            // Also errors: a class that can't be linked must not leave an open class loader behind.
            manager.closeLoaders();
            throw failure;
        }
    }
}
