package dev.keelson.pluginhost;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.evaluation.EvaluatorRegistry;
import dev.keelson.core.plugin.InstalledPlugin;
import dev.keelson.core.plugin.PluginCatalog;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.core.providerconfig.ProviderHost;
import dev.keelson.core.providerconfig.ProviderKinds;
import dev.keelson.core.providerconfig.ProviderSetup;
import dev.keelson.core.tool.ToolRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the plugins and offers what they bring through the ports of core. Changes happen one after another on a thread of
 * their own; everything else is safe for concurrent use and does not block, except that binding a tool or an evaluator waits
 * for the plugin's factory.
 */
public final class PluginHost implements PluginCatalog, ProviderHost {
    private static final int MAX_WAITING_CHANGES = 16;
    private static final long SLOW_CHANGE_MINUTES = 5;

    private final PluginTable table;
    private final PluginChanges changes;
    private final WorkerExecutor changeThread;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ProviderChanges providerChanges;
    private final ProviderRegistry providers;
    private final ProviderKinds providerKinds;
    private final ToolRegistry tools;
    private final EvaluatorRegistry evaluators;

    private PluginHost(Vertx vertx, PluginHostConfig config, HostServices services, Started started) {
        table = started.table;
        changes = started.changes;
        changeThread = started.changeThread;
        ExtensionBinder binder = new ExtensionBinder(table, services);
        providerChanges = started.providerChanges;
        providers = new PluginProviderRegistry(vertx, table, started.providers);
        providerKinds = new PluginProviderKinds(table, services.secrets());
        tools = new PluginToolRegistry(vertx, binder);
        evaluators = new PluginEvaluatorRegistry(vertx, binder, config.limits().evaluationTimeout());
    }

    private record Started(
            PluginTable table,
            PluginChanges changes,
            ProviderTable providers,
            ProviderChanges providerChanges,
            WorkerExecutor changeThread) {}

    /**
     * Starts every plugin of the folder, side by side. Plugins that can't be started are listed with their reason and hold up
     * nobody beyond the start timeout; the future fails only when the folders can't be used.
     */
    public static Future<PluginHost> start(Vertx vertx, PluginHostConfig config, HostServices services) {
        WorkerExecutor changeThread = vertx.createSharedWorkerExecutor(
                "plugin-changes-" + config.workDir(), 1, SLOW_CHANGE_MINUTES, TimeUnit.MINUTES);
        return changeThread
                .executeBlocking(() -> startAll(config, services, changeThread))
                .map(started -> new PluginHost(vertx, config, services, started))
                .onFailure(failure -> changeThread.close());
    }

    public ProviderRegistry providers() {
        return providers;
    }

    /** The kinds of providers that can be configured, whether or not one is. */
    public ProviderKinds providerKinds() {
        return providerKinds;
    }

    @Override
    public Future<Void> configure(List<ProviderSetup> setups) {
        List<ProviderConfiguration> stored =
                setups.stream().map(ProviderConfiguration::of).toList();
        return change(() -> {
                    providerChanges.apply(stored);
                    return stored;
                })
                .mapEmpty();
    }

    public ToolRegistry tools() {
        return tools;
    }

    public EvaluatorRegistry evaluators() {
        return evaluators;
    }

    @Override
    public List<InstalledPlugin> plugins() {
        return table.state().views();
    }

    @Override
    public Future<InstalledPlugin> install(String fileName, byte[] jar) {
        byte[] copy = jar.clone();
        return change(() -> changes.install(fileName, copy));
    }

    @Override
    public Future<InstalledPlugin> reload(String id) {
        return change(() -> changes.reload(id));
    }

    @Override
    public Future<Void> remove(String id) {
        return change(() -> {
                    changes.remove(id);
                    return id;
                })
                .mapEmpty();
    }

    @Override
    public Map<String, String> pins() {
        return table.state().pins();
    }

    @Override
    public void onChange(Runnable listener) {
        table.onChange(listener);
    }

    /** Stops all plugins; calls in flight get the drain timeout to end. */
    public Future<Void> close() {
        return changeThread
                .<Void>executeBlocking(() -> {
                    changes.stopAll();
                    return null;
                })
                .eventually(changeThread::close);
    }

    private static Started startAll(PluginHostConfig config, HostServices services, WorkerExecutor changeThread)
            throws IOException {
        PluginTable table = new PluginTable();
        WorkFolder work = WorkFolder.open(config.workDir());
        ProviderTable providers = new ProviderTable(config.providers());
        ProviderBinder binder = new ProviderBinder(services);
        PluginStarter starter = new PluginStarter(config, providers, binder);
        PluginChanges changes = new PluginChanges(table, config, starter, work);
        try {
            changes.startAll();
        } catch (IOException | RuntimeException unusable) {
            WorkFolder.closeQuietly(work);
            throw unusable;
        }
        return new Started(table, changes, providers, new ProviderChanges(table, providers, binder), changeThread);
    }

    private <T> Future<T> change(Callable<T> work) {
        if (waiting.incrementAndGet() > MAX_WAITING_CHANGES) {
            waiting.decrementAndGet();
            return Future.failedFuture(new KeelsonException(
                    ErrorCode.OVERLOADED, MAX_WAITING_CHANGES + " changes of plugins are waiting already"));
        }
        return changeThread
                .executeBlocking(work)
                .recover(failure -> Future.failedFuture(translate(failure)))
                .onComplete(done -> waiting.decrementAndGet());
    }

    private static Throwable translate(Throwable failure) {
        if (failure instanceof IOException io) {
            return new KeelsonException(
                    ErrorCode.UNEXPECTED, "the plugin folder can't be used: " + io.getMessage(), io);
        }
        return failure;
    }
}
