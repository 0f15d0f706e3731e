package dev.keelson.pluginhost;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.io.Closeable;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.pf4j.PluginWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One loaded state of a plugin: its class loader, its extensions, its threads and whatever hangs on them. A reload makes a
 * new one and retires the old one. Nothing outside keeps objects of a plugin, so that its class loader can go.
 */
final class LoadedPlugin {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedPlugin.class);
    private static final int MAX_BINDINGS_AT_ONCE = 16;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final Candidate candidate;
    private final Parts parts;
    private final CallGate gate;
    private final Set<BoundExtension> bound = ConcurrentHashMap.newKeySet();
    private final AtomicInteger bindings = new AtomicInteger();

    LoadedPlugin(Candidate candidate, Parts parts) {
        this.candidate = candidate;
        this.parts = parts;
        gate = new CallGate(parts.limits.callsInFlight());
    }

    /** What a loaded plugin is made of. */
    record Parts(
            SinglePluginManager manager,
            PluginWrapper wrapper,
            Extensions extensions,
            ConcurrentMap<String, ProviderBinding> providers,
            PluginWorkers workers,
            HostLimits limits) {}

    /** A tool or an evaluator that was bound for somebody outside. */
    interface BoundExtension {

        /** Lets go of the plugin's object and closes it; runs the plugin's code on the calling thread. */
        void release();
    }

    Candidate candidate() {
        return candidate;
    }

    String label() {
        return candidate.label();
    }

    Extensions extensions() {
        return parts.extensions;
    }

    PluginWorkers workers() {
        return parts.workers;
    }

    HostLimits limits() {
        return parts.limits;
    }

    CallGate gate() {
        return gate;
    }

    /** {@code name}: the configured name. */
    Optional<ProviderBinding> provider(String name) {
        return Optional.ofNullable(parts.providers.get(name));
    }

    /** Calls in flight end with the binding that they began with. */
    void putProvider(String name, ProviderBinding binding) {
        ProviderBinding old = parts.providers.put(name, binding);
        if (old != null) {
            letGo(old);
        }
    }

    void removeProvider(String name) {
        ProviderBinding old = parts.providers.remove(name);
        if (old != null) {
            letGo(old);
        }
    }

    private void letGo(ProviderBinding binding) {
        RetiredProvider retired = new RetiredProvider(binding);
        if (add(retired)) {
            binding.use().retire(() -> closeRetired(retired));
        } else {
            release(retired);
        }
    }

    private void closeRetired(RetiredProvider retired) {
        remove(retired);
        try {
            parts.workers.calls().execute(() -> release(retired));
        } catch (PluginException busy) {
            LOG.warn("a replaced provider of {} was not closed: {}", label(), busy.getMessage());
        }
    }

    /** Runs the plugin's code on a thread of its own; throws what it throws. What comes too late is closed. */
    <T extends AutoCloseable> T bind(Callable<T> code) throws ExecutionException, TimeoutException {
        if (bindings.incrementAndGet() > MAX_BINDINGS_AT_ONCE) {
            bindings.decrementAndGet();
            throw new TimeoutException(MAX_BINDINGS_AT_ONCE + " bindings are under way or hang");
        }
        return ExpendableThread.start("plugin-" + candidate.id() + "-bind", () -> inside(code), LoadedPlugin::close)
                .await(parts.limits.startTimeout());
    }

    private <T> T inside(Callable<T> code) throws Exception {
        try {
            Thread.currentThread().setContextClassLoader(parts.wrapper.getPluginClassLoader());
            return code.call();
        } finally {
            bindings.decrementAndGet();
        }
    }

    /** False when the plugin is closed already. */
    boolean add(BoundExtension extension) {
        bound.add(extension);
        if (gate.isClosed()) {
            remove(extension);
            return false;
        }
        return true;
    }

    void remove(BoundExtension extension) {
        bound.remove(extension);
        gate.changed();
    }

    /**
     * Waits until nobody needs this plugin or {@code patience} is over, then ends the calls that are left with a failure that
     * says so, and unloads. To be called once, on a thread that may wait.
     */
    void retire(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            waitUntilUnused(patience);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        stop(Duration.ofNanos(end - System.nanoTime()));
    }

    /** Like {@link #retire}, but waits for the calls in flight alone: what is bound gets no more of them. */
    void stop(Duration patience) {
        gate.close();
        try {
            waitUntilIdle(patience);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        gate.cutAll(new PluginException(
                ErrorType.UNAVAILABLE, label() + " was replaced or removed while it ran this call; try again"));
        unload();
    }

    private void waitUntilUnused(Duration patience) throws InterruptedException {
        if (!gate.await(() -> bound.isEmpty() && gate.isEmpty(), patience)) {
            LOG.info("{} is still in use {} ms after it was replaced", label(), patience.toMillis());
        }
    }

    private void waitUntilIdle(Duration patience) throws InterruptedException {
        if (!gate.await(gate::isEmpty, patience)) {
            LOG.warn("{} is unloaded with calls in flight", label());
        }
    }

    private void unload() {
        try {
            int closed = ExpendableThread.start("plugin-" + candidate.id() + "-stop", this::stopCode, late -> {})
                    .await(STOP_TIMEOUT);
            LOG.debug("{} stopped with {} providers", label(), closed);
        } catch (ExecutionException | TimeoutException failure) {
            LOG.warn("{} did not stop properly: {}", label(), Failures.words(Failures.unwrap(failure)));
        }
        parts.workers.stop();
        WorkFolder.closeQuietly((Closeable) parts.wrapper.getPluginClassLoader());
        WorkFolder.deleteQuietly(candidate.jar().copy());
    }

    private Integer stopCode() {
        bound.forEach(this::release);
        bound.clear();
        parts.providers.values().forEach(binding -> release(binding::close));
        parts.manager.stopAndUnload();
        return parts.providers.size();
    }

    private void release(BoundExtension extension) {
        try {
            extension.release();
        } catch (Throwable failure) {
            // One object that does not close must not keep the others open.
            LOG.warn("{} failed to close: {}", label(), failure.getClass().getName());
        }
    }

    private static void close(AutoCloseable object) {
        try {
            object.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
