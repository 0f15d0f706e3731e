package dev.keelson.core.trace;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes traces durable in batches: while one batch is written the next gathers, so under load many executions share one
 * commit and an idle server waits for none. Safe for concurrent use; futures complete on the caller's context.
 */
public final class TraceWriter {
    static final int MAX_BATCH = 500;
    static final int MAX_WAITING = 10_000;
    private static final int MAX_BATCHES_IN_FLIGHT = 2;

    private final TraceRepository traces;
    private final Context writing;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    /** Confined to the writing context. */
    private int inFlight;

    /** Encoding and writing happen on an event loop of the writer's own. */
    public TraceWriter(Vertx vertx, TraceRepository traces) {
        this.traces = traces;
        writing = vertx.getOrCreateContext();
    }

    /** Fails with {@link ErrorCode#STORE_UNAVAILABLE}, or {@link ErrorCode#OVERLOADED} when too many traces wait. */
    public Future<Void> write(Trace trace) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(new KeelsonException(ErrorCode.OVERLOADED, "too many traces wait to be stored")
                    .withRetryAfter(Duration.ofSeconds(1)));
        }
        Promise<Void> promise = Promise.promise();
        queue.add(new Waiting(trace, promise, Vertx.currentContext()));
        schedule();
        return promise.future();
    }

    /** Whether a trace could be made durable now. */
    public boolean isWritable() {
        return traces.isWritable();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            writing.runOnContext(ready -> flush());
        }
    }

    private void flush() {
        scheduled.set(false);
        while (inFlight < MAX_BATCHES_IN_FLIGHT && !queue.isEmpty()) {
            send(nextBatch());
        }
    }

    private List<Waiting> nextBatch() {
        List<Waiting> batch = new ArrayList<>();
        Waiting next = queue.poll();
        while (next != null) {
            batch.add(next);
            next = batch.size() < MAX_BATCH ? queue.poll() : null;
        }
        return batch;
    }

    private void send(List<Waiting> batch) {
        inFlight++;
        store(batch)
                .onComplete(done -> writing.runOnContext(back -> {
                    inFlight--;
                    waiting.addAndGet(-batch.size());
                    settle(batch, done.cause());
                    flush();
                }));
    }

    private Future<Void> store(List<Waiting> batch) {
        try {
            return traces.insertAll(batch.stream().map(Waiting::trace).toList());
        } catch (RuntimeException unstorable) {
            return Future.failedFuture(unstorable);
        }
    }

    /** One hop for each context, not for each trace. */
    private static void settle(List<Waiting> batch, @Nullable Throwable failure) {
        Map<Context, List<Waiting>> byContext = new HashMap<>();
        for (Waiting each : batch) {
            Context context = each.context();
            if (context == null) {
                each.settle(failure);
            } else {
                byContext.computeIfAbsent(context, first -> new ArrayList<>()).add(each);
            }
        }
        byContext.forEach(
                (context, group) -> context.runOnContext(there -> group.forEach(each -> each.settle(failure))));
    }

    private record Waiting(
            Trace trace, Promise<Void> promise, @Nullable Context context) {

        void settle(@Nullable Throwable failure) {
            if (failure == null) {
                promise.complete();
            } else {
                promise.fail(failure);
            }
        }
    }
}
