package dev.keelson.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GroupCommitTest {
    private final RecordingTarget target = new RecordingTarget();
    private final GroupCommit commits = new GroupCommit(target);

    @AfterEach
    void close() {
        target.mayCommit.release(1_000);
        commits.close();
    }

    @Test
    void acknowledgesOnlyAfterTheCommit() throws Exception {
        commits.start();

        CompletableFuture<String> write = commits.submit(() -> "done").toCompletableFuture();

        assertThat(target.commitBegun.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(write).isNotDone();
        target.mayCommit.release();
        assertThat(write.get(10, TimeUnit.SECONDS)).isEqualTo("done");
    }

    @Test
    void commitsWhatHasGatheredTogether() throws Exception {
        List<CompletableFuture<Integer>> writes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            writes.add(commits.submit(() -> number).toCompletableFuture());
        }
        target.mayCommit.release(100);
        commits.start();

        for (int i = 0; i < 50; i++) {
            assertThat(writes.get(i).get(10, TimeUnit.SECONDS)).isEqualTo(i);
        }
        assertThat(target.commits).hasValue(1);
    }

    @Test
    void letsARefusedChangeFailAlone() throws Exception {
        commits.start();
        target.mayCommit.release(10);

        CompletableFuture<String> refused = commits.<String>submit(() -> {
                    throw CommandErrors.badValue("no");
                })
                .toCompletableFuture();

        assertThatThrownBy(() -> refused.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(MongoServerError.class);
        assertThat(commits.submit(() -> "fine").toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo("fine");
        assertThat(commits.hasFailed()).isFalse();
    }

    @Test
    void acknowledgesNothingAfterAFailedCommit() throws Exception {
        target.failure = new IllegalStateException("disk full");
        CompletableFuture<String> first = commits.submit(() -> "first").toCompletableFuture();
        CompletableFuture<String> second = commits.submit(() -> "second").toCompletableFuture();
        target.mayCommit.release(10);
        commits.start();

        assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS)).hasMessageContaining("disk full");
        assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS)).hasMessageContaining("disk full");
        assertThat(commits.failure().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasMessage("disk full");

        target.failure = null;
        CompletableFuture<String> later = commits.submit(() -> "later").toCompletableFuture();
        assertThatThrownBy(() -> later.get(10, TimeUnit.SECONDS)).hasMessageContaining("stopped");
        assertThat(target.published).hasValue(0);
        assertThat(target.abandoned.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void neverCommitsAChangeThatBrokeOffHalfWay() throws Exception {
        commits.start();
        target.mayCommit.release(10);

        CompletableFuture<String> torn = commits.<String>submit(() -> {
                    throw new TornChangeException(new IllegalStateException("half way"));
                })
                .toCompletableFuture();

        assertThatThrownBy(() -> torn.get(10, TimeUnit.SECONDS)).hasMessageContaining("half way");
        assertThat(commits.failure().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isInstanceOf(TornChangeException.class);
        assertThat(target.commits).hasValue(0);
    }

    @Test
    void finishesWaitingWritesWhenClosed() throws Exception {
        CompletableFuture<String> write = commits.submit(() -> "done").toCompletableFuture();
        target.mayCommit.release(10);
        commits.start();
        commits.close();

        assertThat(write.get(10, TimeUnit.SECONDS)).isEqualTo("done");
        assertThatThrownBy(
                        () -> commits.submit(() -> "late").toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasMessageContaining("closed");
    }

    @Test
    void publishesAgainAfterSpaceWasReclaimed() throws Exception {
        commits.start();
        target.mayCommit.release(10);

        for (int i = 0; i < 4; i++) {
            assertThat(commits.submit(() -> "x").toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .isEqualTo("x");
        }
        commits.close();

        assertThat(target.reclaimed).hasValue(4);
        assertThat(target.published).hasValue(6);
    }

    /** Counts what it is told and commits only when allowed to. */
    private static final class RecordingTarget implements GroupCommit.Target {
        private final CountDownLatch commitBegun = new CountDownLatch(1);
        private final CountDownLatch abandoned = new CountDownLatch(1);
        private final Semaphore mayCommit = new Semaphore(0);
        private volatile @Nullable RuntimeException failure;
        private final AtomicInteger commits = new AtomicInteger();
        private final AtomicInteger published = new AtomicInteger();
        private final AtomicInteger reclaimed = new AtomicInteger();

        @Override
        public void commit() {
            commitBegun.countDown();
            mayCommit.acquireUninterruptibly();
            RuntimeException thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
            commits.incrementAndGet();
        }

        @Override
        public void publish() {
            published.incrementAndGet();
        }

        @Override
        public boolean reclaimSpace() {
            return reclaimed.incrementAndGet() % 2 == 0;
        }

        @Override
        public void abandon() {
            abandoned.countDown();
        }
    }
}
