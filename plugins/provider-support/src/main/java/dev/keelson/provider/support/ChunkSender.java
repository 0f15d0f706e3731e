package dev.keelson.provider.support;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatChunk;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hands chunks to one subscriber: no more than it asked for, one signal at a time, and one end. State is guarded by this
 * object's lock; signals are sent outside of it.
 */
public final class ChunkSender implements Flow.Subscription {
    private final Flow.Subscriber<? super ChatChunk> subscriber;
    private final Runnable onWanted;
    private final Runnable onCancel;
    private final Queue<ChatChunk> ready = new ArrayDeque<>();
    private final AtomicInteger drains = new AtomicInteger();
    private long demand;
    private boolean ended;
    private boolean closed;
    private @Nullable PluginException failure;

    /** {@code onWanted}: chunks are wanted and none is there; it may be told so again and again. */
    public ChunkSender(Flow.Subscriber<? super ChatChunk> subscriber, Runnable onWanted, Runnable onCancel) {
        this.subscriber = subscriber;
        this.onWanted = onWanted;
        this.onCancel = onCancel;
    }

    public void start() {
        subscriber.onSubscribe(this);
    }

    public void send(List<ChatChunk> chunks) {
        synchronized (this) {
            if (!ended && !closed) {
                ready.addAll(chunks);
            }
        }
        drain();
    }

    /** Ends the stream after what was sent before; only the first end counts. */
    public void end(@Nullable PluginException cause) {
        synchronized (this) {
            if (!ended) {
                ended = true;
                failure = cause;
            }
        }
        drain();
    }

    @Override
    public void request(long count) {
        if (count <= 0) {
            end(new PluginException(ErrorType.INTERNAL, "request: " + count + " (expected: >= 1)"));
            onCancel.run();
            return;
        }
        synchronized (this) {
            demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
        }
        drain();
    }

    @Override
    public void cancel() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            ready.clear();
        }
        onCancel.run();
    }

    /** One thread at a time sends; the others leave a mark that makes it look again. */
    public void drain() {
        if (drains.getAndIncrement() != 0) {
            return;
        }
        int marks = 1;
        while (marks != 0) {
            sendReady();
            if (isWanted()) {
                onWanted.run();
            }
            marks = drains.addAndGet(-marks);
        }
    }

    private void sendReady() {
        for (Runnable signal = next(); signal != null; signal = next()) {
            signal.run();
        }
    }

    private synchronized boolean isWanted() {
        return demand > 0 && ready.isEmpty() && !ended && !closed;
    }

    private synchronized @Nullable Runnable next() {
        if (closed) {
            return null;
        }
        if (!ready.isEmpty()) {
            return demand == 0 ? null : nextChunk(ready.remove());
        }
        if (ended) {
            closed = true;
            return this::signalEnd;
        }
        return null;
    }

    private Runnable nextChunk(ChatChunk chunk) {
        demand--;
        return () -> subscriber.onNext(chunk);
    }

    private void signalEnd() {
        if (failure == null) {
            subscriber.onComplete();
        } else {
            subscriber.onError(failure);
        }
    }
}
