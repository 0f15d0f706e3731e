package dev.keelson.pluginhost;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call into a plugin: enters its code on the plugin's own threads, ends once, in time and on the caller's context.
 *
 * @param <T> type of the answer
 */
final class PluginCall<T> implements CallGate.Inside, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginCall.class);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    private final LoadedPlugin plugin;
    private final Order<T> order;
    private final Vertx vertx;
    private final Context context;
    private final long millis;
    private final Promise<T> promise = Promise.promise();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Runnable cancel;
    private @Nullable Thread runner;
    private long timer;

    private PluginCall(LoadedPlugin plugin, Order<T> order, Vertx vertx) {
        this.plugin = plugin;
        this.order = order;
        this.vertx = vertx;
        context = vertx.getOrCreateContext();
        Duration own = order.timeout.compareTo(MAX_TIMEOUT) > 0 ? MAX_TIMEOUT : order.timeout;
        millis = Math.max(1, own.plus(plugin.limits().callGrace()).toMillis());
    }

    /**
     * What is called.
     *
     * @param type every answer is checked against it, because generics do not bind a plugin
     * @param timeout the call's own; the host adds its grace
     * @param onGivenUp takes what to do when the caller gives the call up
     */
    record Order<T>(Class<T> type, Duration timeout, SecretMask mask, Body<T> body, Consumer<Runnable> onGivenUp) {

        /** A call that its caller never gives up. */
        Order(Class<T> type, Duration timeout, SecretMask mask, Body<T> body) {
            this(type, timeout, mask, body, never -> {});
        }
    }

    /** The plugin's code; runs on one of the plugin's threads and reports back through the call. */
    interface Body<T> {
        void run(PluginCall<T> call) throws Exception;
    }

    /** {@code whenClosed} answers when the plugin takes no calls any more. */
    static <T> Future<T> start(Vertx vertx, LoadedPlugin plugin, Order<T> order, Fallback<T> whenClosed) {
        PluginCall<T> call = new PluginCall<>(plugin, order, vertx);
        return switch (plugin.gate().enter(call)) {
            case ENTERED -> call.send();
            case CLOSED -> whenClosed.call();
            case FULL ->
                Future.failedFuture(new PluginException(
                        ErrorType.UNAVAILABLE,
                        plugin.label() + " is busy: " + plugin.limits().callsInFlight() + " calls are in flight"));
        };
    }

    /** Another way to an answer. */
    interface Fallback<T> {
        Future<T> call();
    }

    Context context() {
        return context;
    }

    boolean isEnded() {
        return ended.get();
    }

    /** Whether the caller has the answer; to be asked on the caller's context. */
    boolean isAnswered() {
        return promise.future().isComplete();
    }

    /** {@code action} runs on a thread of the plugin when the host ends the call before the plugin does. */
    void onCancel(Runnable action) {
        cancel = action;
        if (isEnded()) {
            runCancel();
        }
    }

    void succeed(@Nullable Object answer) {
        if (order.type.isInstance(answer)) {
            end(order.type.cast(answer), null);
            return;
        }
        String got = answer == null ? "null" : answer.getClass().getName();
        fail(new PluginException(
                ErrorType.INTERNAL,
                plugin.label() + " answered with " + got + " (expected: " + order.type.getSimpleName() + ")"));
    }

    void fail(Throwable failure) {
        PluginException known = order.mask.mask(Failures.translate(plugin.label(), failure));
        Throwable inner = Failures.unwrap(failure);
        if (tryEnd(null, known) && !(inner instanceof PluginException)) {
            LOG.warn("{} let {} out of a call", plugin.label(), inner.getClass().getName());
            LOG.debug("{} let this out of a call", plugin.label(), inner);
        }
    }

    @Override
    public void cut(PluginException reason) {
        if (tryEnd(null, reason)) {
            interrupt();
            runCancel();
        }
    }

    @Override
    public void run() {
        if (isEnded()) {
            return;
        }
        setRunner(Thread.currentThread());
        try {
            order.body.run(this);
        } catch (Throwable failure) {
            // Whatever a plugin throws ends this call and nothing else.
            fail(failure);
        } finally {
            setRunner(null);
        }
    }

    private Future<T> send() {
        timer = vertx.setTimer(millis, id -> timeOut());
        try {
            plugin.workers().calls().execute(this);
        } catch (PluginException busy) {
            end(null, busy);
        }
        order.onGivenUp.accept(
                () -> cut(new PluginException(ErrorType.TIMEOUT, "the caller of " + plugin.label() + " gave up")));
        return promise.future();
    }

    private void timeOut() {
        cut(new PluginException(ErrorType.TIMEOUT, plugin.label() + " gave no answer within " + millis + " ms"));
    }

    private void end(@Nullable T answer, @Nullable PluginException failure) {
        if (!tryEnd(answer, failure)) {
            LOG.debug("{} answered a call that had ended", plugin.label());
        }
    }

    private boolean tryEnd(@Nullable T answer, @Nullable PluginException failure) {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        vertx.cancelTimer(timer);
        plugin.gate().leave(this);
        context.runOnContext(nothing -> {
            if (failure == null) {
                promise.complete(answer);
            } else {
                promise.fail(failure);
            }
        });
        return true;
    }

    private void runCancel() {
        Runnable action = cancel;
        if (action == null) {
            return;
        }
        cancel = null;
        try {
            plugin.workers().calls().execute(() -> quietly(action));
        } catch (PluginException busy) {
            LOG.warn("{} was not told that a call had ended: {}", plugin.label(), busy.getMessage());
        }
    }

    private void quietly(Runnable action) {
        try {
            action.run();
        } catch (Throwable failure) {
            // The call has ended; there is nobody left to tell but the operator.
            LOG.warn(
                    "{} failed to cancel: {}",
                    plugin.label(),
                    failure.getClass().getName());
        }
    }

    private synchronized void setRunner(@Nullable Thread thread) {
        runner = thread;
        if (thread == null) {
            // An interrupt that came for this call must not hit the next one on this thread.
            boolean cleared = Thread.interrupted();
            LOG.trace("interrupt cleared: {}", cleared);
        }
    }

    private synchronized void interrupt() {
        if (runner != null) {
            LOG.warn("{} blocked a thread beyond the time of its call", plugin.label());
            runner.interrupt();
        }
    }
}
