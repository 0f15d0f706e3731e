package dev.keelson.tool.httprequest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Collects the first bytes of a body and hangs up on the rest. */
final class CutBody implements Flow.Subscriber<ByteBuffer> {
    private final CompletableFuture<Bytes> result = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int maxBytes;
    private volatile Flow.@Nullable Subscription source;

    /** What was collected. */
    record Bytes(byte[] content, boolean isCut) {}

    private CutBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Fails when the body breaks off or takes longer than the limit; the connection is closed then. */
    static CompletableFuture<Bytes> collect(Flow.Publisher<ByteBuffer> body, int maxBytes, Duration limit) {
        var collector = new CutBody(maxBytes);
        body.subscribe(collector);
        return collector
                .result
                .orTimeout(Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS)
                .whenComplete((bytes, failure) -> collector.hangUp(failure != null));
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        byte[] part = new byte[Math.min(buffer.remaining(), maxBytes - bytes.size())];
        buffer.get(part);
        bytes.writeBytes(part);
        Flow.Subscription current = source;
        if (buffer.hasRemaining()) {
            hangUp(true);
            result.complete(new Bytes(bytes.toByteArray(), true));
        } else if (current != null) {
            current.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        result.complete(new Bytes(bytes.toByteArray(), false));
    }

    private void hangUp(boolean early) {
        Flow.Subscription current = source;
        if (early && current != null) {
            current.cancel();
        }
    }
}
