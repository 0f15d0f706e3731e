package dev.keelson.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TraceWriterTest {
    private final Vertx vertx = Vertx.vertx();
    private final GatedTraces store = new GatedTraces();
    private final TraceWriter writer = new TraceWriter(vertx, store);

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void answersOnlyWhenTheTraceIsStored() {
        Future<Void> written = writer.write(Fixtures.trace(1, "a"));
        store.awaitBatches(1);

        assertThat(written.isComplete()).isFalse();
        store.release(0);

        written.await();
        assertThat(store.batches.get(0)).hasSize(1);
    }

    @Test
    void gathersWhatComesWhileBatchesAreUnderWay() {
        List<Future<Void>> writes = new ArrayList<>();
        writes.add(writer.write(Fixtures.trace(1, "a")));
        store.awaitBatches(1);
        writes.add(writer.write(Fixtures.trace(2, "a")));
        store.awaitBatches(2);
        IntStream.range(3, 103).forEach(i -> writes.add(writer.write(Fixtures.trace(i, "a"))));

        store.release(0);
        store.awaitBatches(3);
        store.release(1);
        store.release(2);

        Future.all(writes).await();
        assertThat(store.batches).extracting(List::size).containsExactly(1, 1, 100);
    }

    @Test
    void failsEveryWriteOfAFailedBatchAndGoesOn() {
        Future<Void> lost = writer.write(Fixtures.trace(1, "a"));
        store.awaitBatches(1);
        store.fail(0, new KeelsonException(ErrorCode.STORE_UNAVAILABLE, "gone"));

        assertThat(Failures.codeOf(lost)).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        Future<Void> next = writer.write(Fixtures.trace(2, "a"));
        store.awaitBatches(2);
        store.release(1);
        next.await();
    }

    @Test
    void refusesWhenTooManyWait() {
        List<Future<Void>> writes = IntStream.range(0, TraceWriter.MAX_WAITING)
                .mapToObj(i -> writer.write(Fixtures.trace(1, "a")))
                .toList();

        assertThat(Failures.codeOf(writer.write(Fixtures.trace(2, "a")))).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(writes).noneMatch(Future::isComplete);
    }

    @Test
    void completesOnTheCallersContext() {
        Promise<Boolean> same = Promise.promise();
        var context = vertx.getOrCreateContext();
        context.runOnContext(go -> writer.write(Fixtures.trace(1, "a"))
                .onComplete(done -> same.complete(Vertx.currentContext() == context)));
        store.awaitBatches(1);
        store.release(0);

        assertThat(same.future().await()).isTrue();
    }

    /** Keeps each batch until the test lets it go. */
    private static final class GatedTraces implements TraceRepository {
        private final List<List<Trace>> batches = new CopyOnWriteArrayList<>();
        private final List<Promise<Void>> gates = new CopyOnWriteArrayList<>();

        @Override
        public Future<Void> insertAll(List<Trace> traces) {
            Promise<Void> gate = Promise.promise();
            gates.add(gate);
            batches.add(traces);
            return gate.future();
        }

        void awaitBatches(int count) {
            long end = System.nanoTime() + 5_000_000_000L;
            while (batches.size() < count && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(batches).hasSizeGreaterThanOrEqualTo(count);
        }

        void release(int batch) {
            gates.get(batch).complete();
        }

        void fail(int batch, Throwable failure) {
            gates.get(batch).fail(failure);
        }

        @Override
        public Future<Optional<Trace>> find(String id) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Future<Page<TraceSummary>> search(TraceFilter filter, PageRequest page) {
            return Future.succeededFuture(new Page<>(List.of(), null));
        }
    }
}
