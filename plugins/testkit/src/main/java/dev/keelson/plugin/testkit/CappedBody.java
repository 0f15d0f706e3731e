package dev.keelson.plugin.testkit;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A body of the JDK's client as the API gives it out: one read-only buffer at a time, with an upper limit. */
final class CappedBody implements Flow.Publisher<ByteBuffer> {
    private final Flow.Publisher<List<ByteBuffer>> source;
    private final int maxBytes;

    CappedBody(Flow.Publisher<List<ByteBuffer>> source, int maxBytes) {
        this.source = source;
        this.maxBytes = maxBytes;
    }

    /** The whole body; the connection is closed when it is not there within the limit. */
    CompletableFuture<byte[]> collect(Duration limit) {
        var collector = new Collector();
        subscribe(collector);
        return collector.result.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS).whenComplete(collector::stop);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        source.subscribe(new Relay(subscriber, maxBytes));
    }

    /** Hands on one merged buffer for each list, so that demand passes through one to one. */
    private static final class Relay implements Flow.Subscriber<List<ByteBuffer>> {
        private final Flow.Subscriber<? super ByteBuffer> target;
        private final int maxBytes;
        private long seen;
        private boolean over;
        private Flow.@Nullable Subscription subscription;

        Relay(Flow.Subscriber<? super ByteBuffer> target, int maxBytes) {
            this.target = target;
            this.maxBytes = maxBytes;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            target.onSubscribe(given);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            int size = buffers.stream().mapToInt(ByteBuffer::remaining).sum();
            seen += size;
            if (over) {
                return;
            }
            if (seen > maxBytes) {
                refuse();
                return;
            }
            ByteBuffer merged = ByteBuffer.allocate(size);
            buffers.forEach(merged::put);
            target.onNext(merged.flip().asReadOnlyBuffer());
        }

        @Override
        public void onError(Throwable failure) {
            if (!over) {
                target.onError(JdkOutboundHttp.translate(failure));
            }
        }

        @Override
        public void onComplete() {
            if (!over) {
                target.onComplete();
            }
        }

        private void refuse() {
            over = true;
            if (subscription != null) {
                subscription.cancel();
            }
            target.onError(new PluginException(
                    ErrorType.MALFORMED_RESPONSE, "the answer is longer than " + maxBytes + " bytes"));
        }
    }

    /** Gathers a whole body. */
    private static final class Collector implements Flow.Subscriber<ByteBuffer> {
        private final CompletableFuture<byte[]> result = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private volatile Flow.@Nullable Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.get(copy);
            bytes.writeBytes(copy);
        }

        @Override
        public void onError(Throwable failure) {
            result.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            result.complete(bytes.toByteArray());
        }

        void stop(byte @Nullable [] body, @Nullable Throwable failure) {
            Flow.Subscription current = subscription;
            if (failure != null && current != null) {
                current.cancel();
            }
        }
    }
}
