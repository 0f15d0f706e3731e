package dev.keelson.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.common.StoreWatch;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolingTraceRepositoryTest {
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final SwitchableTraces store = new SwitchableTraces();
    private final StoreWatch watch = new StoreWatch(store::ping, true, reports::add);

    @TempDir
    Path directory;

    private TraceJournal journal;
    private SpoolingTraceRepository traces;

    @BeforeEach
    void start() {
        journal = TraceJournal.open(directory, 1 << 20, reports::add);
        traces = new SpoolingTraceRepository(vertx, store, journal, watch);
        traces.start();
        watch.start(vertx);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void writesToTheStoreWhileItAnswers() {
        traces.insertAll(List.of(Fixtures.trace(1, "a"))).await();

        assertThat(journal.isEmpty()).isTrue();
        assertThat(find(1)).isPresent();
    }

    @Test
    void keepsTracesWhileTheStoreIsAwayAndBringsThemWhenItIsBack() {
        store.isAway = true;
        for (int i = 1; i <= 20; i++) {
            traces.insertAll(List.of(Fixtures.trace(i, "a"))).await();
        }
        assertThat(journal.bytes()).isPositive();
        assertThat(store.traces.find(Fixtures.trace(1, "a").id()).await()).isEmpty();

        store.isAway = false;

        awaitEmptyJournal();
        for (int i = 1; i <= 20; i++) {
            assertThat(find(i)).isPresent();
        }
    }

    @Test
    void bringsWhatAnEarlierProcessLeft() {
        TraceJournal.open(directory.resolve("other"), 1 << 20, reports::add).append(List.of(Fixtures.trace(7, "a")));
        TraceJournal left = TraceJournal.open(directory.resolve("other"), 1 << 20, reports::add);
        new SpoolingTraceRepository(vertx, store, left, watch).start();

        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!left.isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(find(7)).isPresent();
    }

    @Test
    void isNotWritableWhenTheStoreIsAwayAndTheJournalIsFull() {
        TraceJournal tiny = TraceJournal.open(directory.resolve("tiny"), 10_000, reports::add);
        var spooling = new SpoolingTraceRepository(vertx, store, tiny, watch);
        store.isAway = true;
        watch.reportDown();

        int kept = 0;
        Future<Void> last = spooling.insertAll(List.of(Fixtures.trace(1, "a")));
        while (last.transform(done -> Future.succeededFuture(done.succeeded())).await()) {
            kept++;
            last = spooling.insertAll(List.of(Fixtures.trace(kept + 1, "a")));
        }

        assertThat(kept).isPositive();
        assertThat(((KeelsonException) last.cause()).code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(spooling.isWritable()).isFalse();
    }

    private Optional<Trace> find(int number) {
        return traces.find(Fixtures.trace(number, "a").id()).await();
    }

    private void awaitEmptyJournal() {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!journal.isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(journal.isEmpty()).isTrue();
    }

    /** A store that can be switched off. */
    private static final class SwitchableTraces implements TraceRepository {
        private final InMemoryTraceRepository traces = new InMemoryTraceRepository();
        private volatile boolean isAway;

        Future<Void> ping() {
            return isAway ? away() : Future.succeededFuture();
        }

        @Override
        public Future<Void> insertAll(List<Trace> batch) {
            return isAway ? away() : traces.insertAll(batch);
        }

        @Override
        public Future<Optional<Trace>> find(String id) {
            return traces.find(id);
        }

        @Override
        public Future<Page<TraceSummary>> search(TraceFilter filter, PageRequest page) {
            return traces.search(filter, page);
        }

        private static Future<Void> away() {
            return Future.failedFuture(new KeelsonException(ErrorCode.STORE_UNAVAILABLE, "away"));
        }
    }
}
