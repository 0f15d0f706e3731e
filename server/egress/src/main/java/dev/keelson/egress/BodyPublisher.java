package dev.keelson.egress;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Hands the body of an answer on as it arrives and as it is asked for. At most one buffer waits here, a few more in the
 * connection; then the socket is not read. All signals come on the call's context, to which the state is confined.
 */
final class BodyPublisher implements Flow.Publisher<ByteBuffer> {
    private final Vertx vertx;
    private final Context context;
    private final HttpClientResponse response;
    private final Ending ending;
    private final BodyLimit limit;
    private final long idleTimer;

    private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private @Nullable ByteBuffer held;
    private @Nullable Throwable failure;
    private long demand;
    private long fetched;
    private boolean moved;
    private boolean over;

    /**
     * What to do when the body is over.
     *
     * @param complete gives back what the call holds
     * @param abort closes the connection too
     * @param translate turns a failure into the one that the subscriber sees
     */
    record Ending(Runnable complete, Runnable abort, UnaryOperator<Throwable> translate) {}

    /** How much may come and how long nothing may come. */
    record Bounds(BodyLimit limit, Duration idle) {}

    /** Must be called on the context of the paused answer. */
    BodyPublisher(Vertx vertx, HttpClientResponse response, Bounds bounds, Ending ending) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.response = response;
        this.limit = bounds.limit();
        this.ending = ending;
        this.idleTimer = vertx.setPeriodic(bounds.idle().toMillis(), ignored -> checkIdle());
        response.handler(this::onChunk).exceptionHandler(this::fail).endHandler(ignored -> complete());
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> newcomer) {
        Objects.requireNonNull(newcomer, "newcomer");
        onContext(() -> accept(newcomer));
    }

    private void accept(Flow.Subscriber<? super ByteBuffer> newcomer) {
        if (subscriber != null) {
            newcomer.onSubscribe(new Demand(false));
            newcomer.onError(new IllegalStateException("subscribers: 2 (expected: 1)"));
            return;
        }
        subscriber = newcomer;
        newcomer.onSubscribe(new Demand(true));
        if (failure != null) {
            newcomer.onError(failure);
            return;
        }
        pull();
    }

    private void onChunk(Buffer chunk) {
        if (over) {
            return;
        }
        moved = true;
        if (fetched != Long.MAX_VALUE) {
            fetched--;
        }
        try {
            limit.add(chunk.length());
        } catch (FailureException e) {
            fail(e);
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(chunk.getBytes()).asReadOnlyBuffer();
        if (demand == 0) {
            held = bytes;
            return;
        }
        emit(bytes);
    }

    private void emit(ByteBuffer bytes) {
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
        try {
            Objects.requireNonNull(subscriber).onNext(bytes);
        } catch (RuntimeException e) {
            cancel();
            throw e;
        }
    }

    private void more(long count) {
        if (over) {
            return;
        }
        if (count <= 0) {
            finish(new IllegalArgumentException("requested: " + count + " (expected: >= 1)"));
            return;
        }
        moved = true;
        demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
        ByteBuffer waiting = held;
        if (waiting != null) {
            held = null;
            emit(waiting);
        }
        pull();
    }

    /** Asks for one buffer more than there is demand: only then the end shows without further demand. */
    private void pull() {
        if (over || held != null || subscriber == null) {
            return;
        }
        long wanted = demand == Long.MAX_VALUE ? demand : demand + 1;
        if (wanted > fetched) {
            long missing = wanted - fetched;
            fetched = wanted;
            response.fetch(missing);
        }
    }

    private void complete() {
        if (end()) {
            // One turn later Vert.x has put the connection back, so that the next call reuses it.
            context.runOnContext(ignored -> completed());
        }
    }

    private void completed() {
        ending.complete().run();
        if (subscriber != null) {
            subscriber.onComplete();
        }
    }

    private void fail(Throwable cause) {
        finish(ending.translate().apply(cause));
    }

    private void finish(Throwable visible) {
        if (end()) {
            ending.abort().run();
            failure = visible;
            if (subscriber != null) {
                subscriber.onError(visible);
            }
        }
    }

    private void cancel() {
        if (end()) {
            ending.abort().run();
        }
    }

    private boolean end() {
        if (over) {
            return false;
        }
        over = true;
        held = null;
        vertx.cancelTimer(idleTimer);
        return true;
    }

    private void checkIdle() {
        if (!moved) {
            fail(new FailureException(FailureKind.TIMEOUT, "stream stood still"));
        }
        moved = false;
    }

    private void onContext(Runnable step) {
        if (Vertx.currentContext() == context && Context.isOnEventLoopThread()) {
            step.run();
        } else {
            context.runOnContext(ignored -> step.run());
        }
    }

    /** The subscriber's side: any thread may ask or cancel. */
    private final class Demand implements Flow.Subscription {
        private final boolean live;

        private Demand(boolean live) {
            this.live = live;
        }

        @Override
        public void request(long count) {
            if (live) {
                onContext(() -> more(count));
            }
        }

        @Override
        public void cancel() {
            if (live) {
                onContext(BodyPublisher.this::cancel);
            }
        }
    }
}
