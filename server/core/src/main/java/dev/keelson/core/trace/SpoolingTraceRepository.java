package dev.keelson.core.trace;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.common.StoreWatch;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;

/**
 * Keeps executions durable while the store is away: traces go to a local journal, and from there into the store when it is
 * back. A trace that waits in the journal can't be found or searched until then.
 */
public final class SpoolingTraceRepository implements TraceRepository {
    private static final long REPLAY_EVERY_MILLIS = 500;

    private final Vertx vertx;
    private final TraceRepository store;
    private final TraceJournal journal;
    private final StoreWatch watch;

    public SpoolingTraceRepository(Vertx vertx, TraceRepository store, TraceJournal journal, StoreWatch watch) {
        this.vertx = vertx;
        this.store = store;
        this.journal = journal;
        this.watch = watch;
    }

    /** Begins to bring what waits into the store; goes on until Vert.x is closed. */
    public void start() {
        vertx.setTimer(REPLAY_EVERY_MILLIS, timer -> replay());
    }

    @Override
    public Future<Void> insertAll(List<Trace> traces) {
        if (!watch.isUp()) {
            return spool(traces);
        }
        return store.insertAll(traces)
                .recover(failure -> isAway(failure) ? spoolFrom(traces) : Future.failedFuture(failure));
    }

    @Override
    public boolean isWritable() {
        return watch.isUp() || !journal.isFull();
    }

    @Override
    public Future<Optional<Trace>> find(String id) {
        return store.find(id);
    }

    @Override
    public Future<Page<TraceSummary>> search(TraceFilter filter, PageRequest page) {
        return store.search(filter, page);
    }

    private Future<Void> spoolFrom(List<Trace> traces) {
        watch.reportDown();
        return spool(traces);
    }

    private Future<Void> spool(List<Trace> traces) {
        return vertx.<Void>executeBlocking(() -> {
            journal.append(traces);
            return null;
        });
    }

    private void replay() {
        replayAll().onFailure(journal::report).onComplete(done -> start());
    }

    private Future<Void> replayAll() {
        if (!watch.isUp() || journal.isEmpty()) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(journal::oldest)
                .compose(batch -> batch.isEmpty()
                        ? Future.succeededFuture()
                        : bring(batch.get()).compose(brought -> replayAll()));
    }

    private Future<Void> bring(TraceJournal.Batch batch) {
        return store.insertAll(batch.traces())
                .compose(stored -> vertx.<Void>executeBlocking(() -> {
                    journal.remove(batch);
                    return null;
                }));
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof KeelsonException known && known.code() == ErrorCode.STORE_UNAVAILABLE;
    }
}
