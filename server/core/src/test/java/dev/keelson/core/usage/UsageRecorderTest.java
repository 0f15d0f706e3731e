package dev.keelson.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.agent.ModelPolicy.Target;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UsageRecorderTest {
    private static final Instant START = BudgetWindow.HOUR.start(Fixtures.NOW);

    private final Vertx vertx = Vertx.vertx();
    private final BudgetFixtures.MovedClock clock = new BudgetFixtures.MovedClock();
    private final InMemoryUsageRepository stored = new InMemoryUsageRepository();
    private final Flaky flaky = new Flaky(stored);
    private final UsageRecorder recorder = new UsageRecorder(vertx, flaky, "node-a", clock);

    @AfterEach
    void stop() {
        assertThat(vertx.close().map("closed").await()).isEqualTo("closed");
    }

    @Test
    void losesNothingAndCountsNothingTwiceWhenTheStoreFailsInBetween() {
        for (int call = 0; call < 30; call++) {
            record("large");
            flaky.fails = call % 3 == 1;
            assertThat(flush()).isNotNull();
        }
        flaky.fails = false;

        assertThat(recorder.close().map("closed").await()).isEqualTo("closed");

        assertThat(total().calls()).isEqualTo(30);
        assertThat(total().costNanoUsd()).isEqualTo(30 * 5);
    }

    @Test
    void countsCallsOfANewHourApart() {
        record("large");
        assertThat(flush()).isEqualTo("stored");
        clock.set(clock.instant().plus(Duration.ofHours(1)));
        record("large");
        assertThat(flush()).isEqualTo("stored");

        var first = new UsageQuery(START, START.plus(Duration.ofHours(1)), null, Map.of(), Set.of(), 1);
        assertThat(stored.sum(first).await().get(0).sum().calls()).isEqualTo(1);
        assertThat(total().calls()).isEqualTo(2);
    }

    @Test
    void keepsItsMemoryBoundedAndItsTotalExact() {
        int calls = UsageRecorder.MAX_KEYS + 100;
        for (int call = 0; call < calls; call++) {
            record("model-" + call);
        }

        assertThat(recorder.close().map("closed").await()).isEqualTo("closed");

        assertThat(total().calls()).isEqualTo(calls);
        var other = new UsageQuery(
                START, START.plus(Duration.ofHours(2)), null, Map.of(UsageDimension.MODEL, "(other)"), Set.of(), 1);
        assertThat(stored.sum(other).await().get(0).sum().calls()).isEqualTo(100);
    }

    @Test
    void writesOnceASecondByItself() {
        UsageRecorder started = recorder.start();
        record("large");

        Instant deadline = Instant.now().plusSeconds(20);
        while (total().calls() == 0 && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }

        assertThat(total().calls()).isEqualTo(1);
        assertThat(started.close().map("closed").await()).isEqualTo("closed");
    }

    private void record(String model) {
        recorder.record(BudgetFixtures.TRIAGE, new Target("openai", model), BudgetFixtures.used(5));
    }

    private String flush() {
        return recorder.flush()
                .map("stored")
                .recover(failed -> Future.succeededFuture("failed"))
                .await();
    }

    private UsageSum total() {
        var all = new UsageQuery(START, START.plus(Duration.ofHours(2)), null, Map.of(), Set.of(), 1);
        List<UsageGroup> groups = stored.sum(all).await();
        return groups.isEmpty() ? UsageSum.ZERO : groups.get(0).sum();
    }

    /** Writes, and then says now and then that it did not. */
    private static final class Flaky implements UsageRepository {
        private final UsageRepository store;
        private volatile boolean fails;

        Flaky(UsageRepository store) {
            this.store = store;
        }

        @Override
        public Future<Void> putAll(List<UsageRollup> rollups) {
            return store.putAll(rollups)
                    .compose(done -> fails ? Future.failedFuture("no answer") : Future.succeededFuture());
        }

        @Override
        public Future<List<UsageGroup>> sum(UsageQuery query) {
            return store.sum(query);
        }
    }
}
