package dev.keelson.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first part of an answer's body and gives the rest up: whether a delivery arrived is said by the status. A body
 * that fails or does not end in time counts as far as it came. Guarded by itself.
 */
final class AnswerStart implements Flow.Subscriber<ByteBuffer> {
    /** A little more than is shown, so that usual answers end by themselves and their connection can be used again. */
    private static final int MAX_READ = 16 << 10;

    private static final int MAX_KEPT = 4 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Promise<String> done = Promise.promise();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;
    private int read;

    private AnswerStart() {}

    static Future<String> of(Vertx vertx, Flow.Publisher<ByteBuffer> body) {
        var start = new AnswerStart();
        long timer = vertx.setTimer(PATIENCE.toMillis(), late -> start.giveUp());
        body.subscribe(start);
        return start.done.future().onComplete(ended -> vertx.cancelTimer(timer));
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription granted) {
        subscription = granted;
        granted.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(ByteBuffer bytes) {
        read += bytes.remaining();
        byte[] part = new byte[Math.min(bytes.remaining(), MAX_KEPT - kept.size())];
        bytes.get(part);
        kept.writeBytes(part);
        if (read >= MAX_READ) {
            giveUp();
        }
    }

    @Override
    public synchronized void onError(Throwable failure) {
        end();
    }

    @Override
    public synchronized void onComplete() {
        end();
    }

    private synchronized void giveUp() {
        if (subscription != null) {
            subscription.cancel();
        }
        end();
    }

    private void end() {
        done.tryComplete(kept.toString(StandardCharsets.UTF_8));
    }
}
