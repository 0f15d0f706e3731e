package dev.keelson.pluginhost;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one plugin: a pool on which the host enters its code, and another for the work that the plugin hands over,
 * so that calls which wait for such work can't starve it. A plugin that blocks all of them harms only itself.
 */
final class PluginWorkers {
    private static final Logger LOG = LoggerFactory.getLogger(PluginWorkers.class);
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor calls;
    private final ThreadPoolExecutor blocking;

    PluginWorkers(Candidate plugin, ClassLoader loader, HostLimits limits) {
        calls = pool("call", plugin, loader, limits);
        blocking = pool("work", plugin, loader, limits);
    }

    /** Rejects with {@link PluginException} of type UNAVAILABLE when all threads and the queue are taken. */
    Executor calls() {
        return calls;
    }

    /** Rejects with {@link PluginException} of type UNAVAILABLE when all threads and the queue are taken. */
    Executor blocking() {
        return blocking;
    }

    /** Interrupts what runs and drops what waits; a thread that ignores the interrupt is left to itself. */
    void stop() {
        calls.shutdownNow();
        blocking.shutdownNow();
    }

    private static ThreadPoolExecutor pool(String use, Candidate plugin, ClassLoader loader, HostLimits limits) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                limits.workers(),
                limits.workers(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(limits.queuedCalls()),
                threads("plugin-" + plugin.id() + "-" + use + "-", loader),
                rejection(plugin.label()));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory threads(String prefix, ClassLoader loader) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            thread.setUncaughtExceptionHandler((which, failure) -> LOG.warn(
                    "{} died of {}", which.getName(), failure.getClass().getName()));
            return thread;
        };
    }

    private static RejectedExecutionHandler rejection(String label) {
        return (work, pool) -> {
            String why = pool.isShutdown() ? " is stopped" : " is busy: all threads and the queue are taken";
            throw new PluginException(ErrorType.UNAVAILABLE, label + why);
        };
    }
}
