package dev.keelson.pluginhost;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the object that a plugin made for one use in a definition, until either side lets go of it. Safe for concurrent use.
 *
 * @param <E> the plugin's object
 */
final class Binding<E extends AutoCloseable> implements LoadedPlugin.BoundExtension {
    private static final Logger LOG = LoggerFactory.getLogger(Binding.class);

    private final AtomicReference<Held<E>> held;
    private final String description;

    Binding(String description, LoadedPlugin plugin, E object, SecretMask mask) {
        this.description = description + " of " + plugin.label();
        held = new AtomicReference<>(new Held<>(plugin, object, mask));
    }

    private record Held<E>(LoadedPlugin plugin, E object, SecretMask mask) {}

    /** What a call needs to know beside the code. */
    record Terms<T>(Vertx vertx, Class<T> type, Duration timeout) {}

    <T> Future<T> call(Terms<T> terms, Function<E, CompletionStage<T>> code) {
        Held<E> current = held.get();
        if (current == null) {
            return gone();
        }
        PluginCall.Body<T> body = Answers.ofStage(() -> code.apply(current.object));
        var order = new PluginCall.Order<>(terms.type, terms.timeout, current.mask, body);
        return PluginCall.start(terms.vertx, current.plugin, order, this::gone);
    }

    /** Of its user: the plugin's object is closed on a thread of the plugin. */
    void close() {
        Held<E> last = held.getAndSet(null);
        if (last == null) {
            return;
        }
        last.plugin.remove(this);
        try {
            last.plugin.workers().calls().execute(() -> close(last));
        } catch (PluginException busy) {
            LOG.warn("{} was not closed: {}", description, busy.getMessage());
        }
    }

    @Override
    public void release() {
        Held<E> last = held.getAndSet(null);
        if (last != null) {
            close(last);
        }
    }

    private void close(Held<E> last) {
        try {
            last.object.close();
        } catch (Throwable failure) {
            // Closing is the plugin's code; its failure is of no consequence to anybody else.
            LOG.warn("{} failed to close: {}", description, failure.getClass().getName());
        }
    }

    private <T> Future<T> gone() {
        return Future.failedFuture(new PluginException(
                ErrorType.UNAVAILABLE, description + " is closed: the plugin was replaced or removed; bind it anew"));
    }
}
