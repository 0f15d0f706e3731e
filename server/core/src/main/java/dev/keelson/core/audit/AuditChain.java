package dev.keelson.core.audit;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Puts events at the end of the stored chain, in the order in which they come, many at once where many wait. Nodes compete
 * for each sequence number; who loses reads the tail again. At most {@value #MAX_WAITING} events wait; beyond that, and
 * when the store is away, appending fails with {@link ErrorCode#STORE_UNAVAILABLE}. Safe for concurrent use.
 */
public final class AuditChain {
    static final int MAX_WAITING = 1_000;
    private static final int MAX_BATCH = 100;
    private static final int MAX_ATTEMPTS = 60;
    private static final int MAX_BACKOFF_MILLIS = 50;
    /** A node with much to write would else always be there before one that has to read the tail first. */
    private static final int LET_OTHERS_IN_MILLIS = 4;

    private final Vertx vertx;
    private final AuditRepository entries;
    private final String writer;
    private final RandomGenerator random;
    /** Guarded by this. */
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    /** Guarded by this. */
    private boolean writing;
    /** Only touched by the one write under way; null when it has to be read. */
    private volatile @Nullable AuditEntry tail;

    /** {@code writer}: differs from that of any other node; {@code random}: spreads the retries of nodes that compete. */
    public AuditChain(Vertx vertx, AuditRepository entries, String writer, RandomGenerator random) {
        this.vertx = vertx;
        this.entries = entries;
        this.writer = writer;
        this.random = random;
    }

    /** The stored entry. After a failure the entry may be stored all the same. */
    Future<AuditEntry> append(AuditEvent event) {
        var added = new Waiting(event, Promise.promise(), vertx.getOrCreateContext());
        if (!offer(added)) {
            return Future.failedFuture(unavailable(MAX_WAITING + " audit entries wait to be written"));
        }
        writeNext();
        return added.promise().future();
    }

    private synchronized boolean offer(Waiting added) {
        return waiting.size() < MAX_WAITING && waiting.offer(added);
    }

    private void writeNext() {
        List<Waiting> batch = take();
        if (!batch.isEmpty()) {
            write(batch, 1).onComplete(done -> writeOn());
        }
    }

    private void writeOn() {
        if (more()) {
            pause(LET_OTHERS_IN_MILLIS).onComplete(passed -> {
                rest();
                writeNext();
            });
        }
    }

    /** False, and nobody writes any more, when nothing waits. */
    private synchronized boolean more() {
        writing = !waiting.isEmpty();
        return writing;
    }

    private synchronized void rest() {
        writing = false;
    }

    private synchronized List<Waiting> take() {
        List<Waiting> batch = new ArrayList<>();
        while (!writing && !waiting.isEmpty() && batch.size() < MAX_BATCH) {
            batch.add(waiting.remove());
        }
        writing |= !batch.isEmpty();
        return batch;
    }

    private Future<Void> write(List<Waiting> batch, int attempt) {
        return knownTail()
                .compose(known -> append(batch, chained(known.entry(), batch), attempt))
                .recover(failure -> fail(batch, failure));
    }

    private Future<Void> append(List<Waiting> batch, List<AuditEntry> chained, int attempt) {
        return entries.append(chained)
                .onSuccess(stored -> settle(batch, chained, chained.size()))
                .recover(
                        failure -> isLost(failure) ? afterLoss(batch, chained, attempt) : Future.failedFuture(failure));
    }

    /** Some may be stored: those before the first that another node was quicker with, or all when an answer was lost. */
    private Future<Void> afterLoss(List<Waiting> batch, List<AuditEntry> chained, int attempt) {
        tail = null;
        return entries.read(chained.get(0).seq(), chained.size()).compose(stored -> {
            int written = commonPrefix(chained, stored);
            settle(batch, chained, written);
            List<Waiting> left = batch.subList(written, batch.size());
            if (left.isEmpty()) {
                return Future.succeededFuture();
            }
            if (attempt >= MAX_ATTEMPTS) {
                return fail(left, unavailable("other nodes write to the audit log all the time"));
            }
            return pause(Math.min(MAX_BACKOFF_MILLIS, 2 << Math.min(attempt, 10)))
                    .compose(passed -> write(left, attempt + 1));
        });
    }

    private Future<Known> knownTail() {
        AuditEntry known = tail;
        return known != null
                ? Future.succeededFuture(new Known(known))
                : entries.tail().map(found -> new Known(found.orElse(null)));
    }

    private void settle(List<Waiting> batch, List<AuditEntry> chained, int written) {
        if (written == chained.size()) {
            tail = chained.get(written - 1);
        }
        for (int i = 0; i < written; i++) {
            batch.get(i).complete(chained.get(i));
        }
    }

    private Future<Void> fail(List<Waiting> batch, Throwable failure) {
        tail = null;
        Throwable told = failure instanceof KeelsonException
                ? failure
                : new KeelsonException(ErrorCode.STORE_UNAVAILABLE, "the audit log can't be written", failure);
        batch.forEach(each -> each.fail(told));
        return Future.succeededFuture();
    }

    private Future<Void> pause(int maxMillis) {
        return vertx.timer(1L + random.nextInt(maxMillis), TimeUnit.MILLISECONDS);
    }

    private List<AuditEntry> chained(@Nullable AuditEntry tail, List<Waiting> batch) {
        List<AuditEntry> chained = new ArrayList<>(batch.size());
        AuditEntry last = tail;
        for (Waiting each : batch) {
            last = AuditEntry.after(last, each.event(), writer);
            chained.add(last);
        }
        return chained;
    }

    private static int commonPrefix(List<AuditEntry> chained, List<AuditEntry> stored) {
        int same = 0;
        while (same < stored.size() && same < chained.size() && stored.get(same).equals(chained.get(same))) {
            same++;
        }
        return same;
    }

    private static boolean isLost(Throwable failure) {
        return failure instanceof KeelsonException known && known.code() == ErrorCode.REVISION_STALE;
    }

    private static KeelsonException unavailable(String message) {
        return new KeelsonException(ErrorCode.STORE_UNAVAILABLE, message);
    }

    /** The end of the chain; null when it is empty. */
    private record Known(@Nullable AuditEntry entry) {}

    /** An event on its way; who waits for it goes on in its own context. */
    private record Waiting(AuditEvent event, Promise<AuditEntry> promise, Context context) {

        void complete(AuditEntry entry) {
            context.runOnContext(now -> promise.tryComplete(entry));
        }

        void fail(Throwable failure) {
            context.runOnContext(now -> promise.tryFail(failure));
        }
    }
}
