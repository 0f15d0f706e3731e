package dev.keelson.provider.support;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatChunk;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads one streamed answer: takes bytes only when chunks are wanted, closes the connection on cancel, and gives up when
 * the time is over. State is guarded by this object's lock, which is never held while the upstream is called.
 */
public final class ChatStream implements Flow.Subscriber<ByteBuffer> {
    private static final int MAX_TAIL_BYTES = 64 << 10;

    private final ChunkSender sender;
    private final Duration limit;
    private final CompletableFuture<Void> timer = new CompletableFuture<>();
    private @Nullable BodyReader reader;
    private Flow.@Nullable Subscription upstream;
    private @Nullable CompletionStage<OpenedBody> head;
    private boolean asked;
    private boolean ended;
    private int tailBytes;

    public ChatStream(Flow.Subscriber<? super ChatChunk> subscriber, Duration limit) {
        this.sender = new ChunkSender(subscriber, this::ask, this::release);
        this.limit = limit;
    }

    public void start() {
        sender.start();
    }

    /** Reads the body once it opens. */
    public void follow(CompletionStage<OpenedBody> opening) {
        boolean tooLate;
        synchronized (this) {
            head = opening;
            tooLate = ended;
        }
        if (tooLate) {
            release();
        }
        CompletableFuture<Void> limited = timer.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS);
        // Nobody waits for these two: each reports its outcome to the subscriber.
        var unusedTimer = limited.exceptionally(late -> {
            giveUp();
            return null;
        });
        var unusedOpening = opening.handle((body, failure) -> {
            if (failure == null) {
                open(body);
            } else {
                onError(failure);
            }
            return null;
        });
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        boolean tooLate;
        synchronized (this) {
            upstream = subscription;
            tooLate = ended;
        }
        if (tooLate) {
            subscription.cancel();
        } else {
            sender.drain();
        }
    }

    @Override
    public void onNext(ByteBuffer bytes) {
        BodyReader current;
        synchronized (this) {
            asked = false;
            current = ended ? null : reader;
        }
        if (current == null) {
            skip(bytes);
        } else {
            read(current, bytes);
        }
    }

    @Override
    public void onError(Throwable cause) {
        endOfBody(PluginFailures.of(cause));
    }

    @Override
    public void onComplete() {
        endOfBody(null);
    }

    private void open(OpenedBody body) {
        synchronized (this) {
            reader = body.reader();
        }
        body.bytes().subscribe(this);
    }

    private void read(BodyReader current, ByteBuffer bytes) {
        List<ChatChunk> chunks = List.of();
        boolean finished = false;
        PluginException failure = null;
        // The timer may end the same reader from another thread.
        synchronized (this) {
            if (ended) {
                return;
            }
            try {
                chunks = current.read(bytes);
                finished = current.isFinished();
            } catch (RuntimeException broken) {
                failure = PluginFailures.of(broken);
            }
            ended = finished || failure != null;
        }
        sender.send(chunks);
        if (failure != null) {
            sender.end(failure);
            release();
        } else if (finished) {
            finish();
        }
    }

    private void ask() {
        Flow.Subscription source;
        synchronized (this) {
            if (asked || ended || upstream == null) {
                return;
            }
            asked = true;
            source = upstream;
        }
        source.request(1);
    }

    /** Reads on to the end of the body, which is near, so that the connection can be used again. */
    private void finish() {
        sender.end(null);
        Flow.Subscription source = source();
        if (source != null) {
            source.request(Long.MAX_VALUE);
        }
    }

    private void skip(ByteBuffer bytes) {
        tailBytes += bytes.remaining();
        if (tailBytes > MAX_TAIL_BYTES) {
            release();
        }
    }

    /** An answer that was whole before the connection broke is an answer. {@code cause}: null for an orderly end. */
    private void endOfBody(@Nullable PluginException cause) {
        timer.complete(null);
        List<ChatChunk> chunks = List.of();
        PluginException failure = cause;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            try {
                if (reader != null && (cause == null || reader.isWhole())) {
                    chunks = reader.end();
                    failure = null;
                }
            } catch (RuntimeException broken) {
                failure = PluginFailures.of(broken);
            }
        }
        sender.send(chunks);
        sender.end(failure);
    }

    private void giveUp() {
        endOfBody(new PluginException(
                ErrorType.TIMEOUT, "the answer was not complete within " + limit.toMillis() + " ms"));
        release();
    }

    /** Stops everything; the connection is closed if it is still open. */
    private void release() {
        timer.complete(null);
        Flow.Subscription source;
        CompletionStage<OpenedBody> opening;
        synchronized (this) {
            ended = true;
            source = upstream;
            opening = head;
        }
        if (source != null) {
            source.cancel();
        } else if (opening != null) {
            // No head has come yet: a provider that hangs would keep the connection until the time is over.
            boolean unused = opening.toCompletableFuture().cancel(true);
        }
    }

    private synchronized Flow.@Nullable Subscription source() {
        return upstream;
    }
}
