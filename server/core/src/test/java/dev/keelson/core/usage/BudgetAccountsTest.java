package dev.keelson.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.common.Failures;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store that loses its answers: what happened must still be counted once. */
@Timeout(60)
class BudgetAccountsTest {
    private final Vertx vertx = Vertx.vertx();
    private final BudgetFixtures.MovedClock clock = new BudgetFixtures.MovedClock();
    private final Unreliable store = new Unreliable();
    private final BudgetAccounts accounts = new BudgetAccounts(vertx, store, "node-a", clock);

    @AfterEach
    void stop() {
        assertThat(vertx.close().map("closed").await()).isEqualTo("closed");
    }

    @Test
    void refusesCallsWhileTheStoreIsAway() {
        insert(100);
        store.failure = Loss.BEFORE;

        assertThat(Failures.codeOf(accounts.reserve("all", 1))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        store.failure = Loss.NONE;
        assertThat(accounts.reserve("all", 1).await().amount()).isEqualTo(1);
    }

    @Test
    void releasesWhatWasGrantedWithoutAnAnswer() {
        insert(100);
        store.failure = Loss.AFTER;
        assertThat(Failures.codeOf(accounts.reserve("all", 60))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(reserved()).isEqualTo(60);
        store.failure = Loss.NONE;

        assertThat(accounts.reserve("all", 30).await().amount()).isEqualTo(30);

        assertThat(reserved()).isEqualTo(30);
    }

    @Test
    void countsEverySettlementOnceWhateverAnswersAreLost() {
        for (int seed = 0; seed < 50; seed++) {
            insert(1_000_000);
            var random = new Random(seed);
            long spent = 0;
            for (int call = 0; call < 30; call++) {
                store.failure = Loss.NONE;
                BudgetHold hold = accounts.reserve("all", 100).await();
                store.failure = Loss.values()[random.nextInt(Loss.values().length)];
                accounts.settle(hold, call);
                spent += call;
                assertThat(outcome(accounts.reserve("all", 1).map(this::settled)))
                        .isNotNull();
            }
            store.failure = Loss.NONE;
            BudgetHold last = accounts.reserve("all", 5).await();
            accounts.settle(last, 0);
            assertThat(accounts.close().map("closed").await()).isEqualTo("closed");
            assertThat(budget().ledger().spent()).as("seed %d", seed).isEqualTo(spent);
            assertThat(reserved()).as("seed %d", seed).isZero();
            assertThat(store.delete(budget()).await()).isTrue();
        }
    }

    @Test
    void letsCallsPassWhoseBudgetIsGone() {
        BudgetHold hold = accounts.reserve("gone", 5).await();

        accounts.settle(hold, 5);

        assertThat(hold.amount()).isZero();
        assertThat(accounts.close().map("closed").await()).isEqualTo("closed");
    }

    @Test
    void sharesOneStoreOperationAmongCallsThatWait() {
        insert(1_000_000);
        store.writes.set(0);

        List<Future<BudgetHold>> calls = new ArrayList<>();
        for (int call = 0; call < 500; call++) {
            calls.add(accounts.reserve("all", 1));
        }

        assertThat(Future.all(calls).map("granted").await()).isEqualTo("granted");
        assertThat(store.writes.get()).isLessThan(250);
    }

    private String settled(BudgetHold hold) {
        accounts.settle(hold, 0);
        return "settled";
    }

    private void insert(long limit) {
        assertThat(store.insert(BudgetFixtures.budget("all", limit)).await().revision())
                .isEqualTo(1);
    }

    private Budget budget() {
        return store.find("all").await().orElseThrow();
    }

    private long reserved() {
        return budget().ledger().reserved();
    }

    private static Object outcome(Future<String> future) {
        return future.recover(lost -> Future.succeededFuture("lost")).await();
    }

    private enum Loss {
        NONE,
        BEFORE,
        AFTER
    }

    /** Loses changes, or only the word that they took place. */
    private static final class Unreliable implements BudgetRepository {
        private final InMemoryBudgetRepository store = new InMemoryBudgetRepository();
        private volatile Loss failure = Loss.NONE;
        private final AtomicInteger writes = new AtomicInteger();

        @Override
        public Future<List<Budget>> list() {
            return store.list();
        }

        @Override
        public Future<Optional<Budget>> find(String name) {
            return store.find(name);
        }

        @Override
        public Future<Budget> insert(Budget budget) {
            return store.insert(budget);
        }

        @Override
        public Future<Boolean> replace(Budget before, Budget after) {
            int unused = writes.incrementAndGet();
            return switch (failure) {
                case NONE -> store.replace(before, after);
                case BEFORE -> lost();
                case AFTER -> store.replace(before, after).compose(done -> lost());
            };
        }

        @Override
        public Future<Boolean> delete(Budget budget) {
            return store.delete(budget);
        }

        private static Future<Boolean> lost() {
            return Future.failedFuture(new KeelsonException(
                    ErrorCode.STORE_UNAVAILABLE, "the store did not answer; the outcome is unknown"));
        }
    }
}
