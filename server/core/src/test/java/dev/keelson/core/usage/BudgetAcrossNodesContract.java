package dev.keelson.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What budgets must hold when several nodes use them at once. One subclass per store. */
@Timeout(60)
public abstract class BudgetAcrossNodesContract {
    private static final int CALLS = 1_000;
    private static final long EACH = 7;

    private final Vertx vertx = Vertx.vertx();
    private final BudgetFixtures.MovedClock clock = new BudgetFixtures.MovedClock();

    /** Two nodes' ways to one empty store. */
    protected abstract List<BudgetRepository> nodes();

    @AfterEach
    void stop() {
        assertThat(vertx.close().map("closed").await()).isEqualTo("closed");
    }

    @Test
    void aThousandConcurrentCallsGetExactlyWhatFits() {
        List<Counting> stores = nodes().stream().map(Counting::new).toList();
        List<BudgetAccounts> accounts = accounts(stores);
        insert(stores.get(0), 100 * EACH + 3);

        List<BudgetHold> granted = reserveAll(accounts);

        Budget full = find(stores.get(0));
        assertThat(granted).hasSize(100);
        assertThat(full.ledger().reserved()).isEqualTo(100 * EACH);
        assertThat(full.available()).isEqualTo(3);
        int writes = stores.stream().mapToInt(each -> each.writes.get()).sum();
        assertThat(writes).as("store operations for %d calls", CALLS).isLessThan(CALLS / 10);
    }

    @Test
    void whatIsGivenBackIsFreeAndWhatIsUsedIsSpent() {
        List<Counting> stores = nodes().stream().map(Counting::new).toList();
        List<BudgetAccounts> accounts = accounts(stores);
        insert(stores.get(0), 2_000 * EACH);
        List<BudgetHold> first = new ArrayList<>();
        List<BudgetHold> second = new ArrayList<>();
        for (int call = 0; call < 200; call++) {
            first.add(accounts.get(0).reserve("all", EACH).await());
            second.add(accounts.get(1).reserve("all", EACH).await());
        }

        first.forEach(hold -> accounts.get(0).settle(hold, 5));
        second.forEach(hold -> accounts.get(1).settle(hold, 0));

        assertThat(closed(accounts.get(0))).isEqualTo("closed");
        assertThat(closed(accounts.get(1))).isEqualTo("closed");
        assertThat(find(stores.get(0)).ledger().spent()).isEqualTo(200 * 5);
        assertThat(find(stores.get(0)).ledger().reserved()).isZero();
    }

    @Test
    void whatADeadNodeHeldIsReclaimedAfterItsLease() {
        List<Counting> stores = nodes().stream().map(Counting::new).toList();
        List<BudgetAccounts> accounts = accounts(stores);
        insert(stores.get(0), 10);
        BudgetHold lost = accounts.get(0).reserve("all", 8).await();
        assertThat(lost.amount()).isEqualTo(8);

        clock.set(clock.instant().plus(BudgetLedger.LEASE));
        assertThat(outcome(accounts.get(1).reserve("all", 8)).failed())
                .as("within the lease it may live")
                .isTrue();
        clock.set(clock.instant().plusNanos(1));
        BudgetHold won = accounts.get(1).reserve("all", 8).await();

        assertThat(won.amount()).isEqualTo(8);
        assertThat(find(stores.get(0)).ledger().reserved()).isEqualTo(8);
        assertThat(find(stores.get(0)).ledger().reclaimed()).isEqualTo(8);
    }

    @Test
    void aNodeThatWasTakenForDeadTakesNothingFromOthersWhenItSettles() {
        List<Counting> stores = nodes().stream().map(Counting::new).toList();
        List<BudgetAccounts> accounts = accounts(stores);
        insert(stores.get(0), 20);
        BudgetHold late = accounts.get(0).reserve("all", 8).await();
        clock.set(clock.instant().plus(BudgetLedger.LEASE).plusNanos(1));
        assertThat(accounts.get(1).reserve("all", 1).await().amount()).isEqualTo(1);
        assertThat(accounts.get(0).reserve("all", 4).await().amount()).isEqualTo(4);

        accounts.get(0).settle(late, 6);

        assertThat(closed(accounts.get(0))).isEqualTo("closed");
        assertThat(find(stores.get(0)).ledger().spent()).isEqualTo(6);
        assertThat(find(stores.get(0)).ledger().reserved()).isEqualTo(5);
    }

    private List<BudgetHold> reserveAll(List<BudgetAccounts> accounts) {
        List<Future<BudgetHold>> calls = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            calls.add(accounts.get(call % accounts.size()).reserve("all", EACH));
        }
        List<BudgetHold> granted = new ArrayList<>();
        for (Future<BudgetHold> call : calls) {
            AsyncResult<BudgetHold> outcome = outcome(call);
            if (outcome.succeeded()) {
                granted.add(outcome.result());
            } else {
                assertThat(((KeelsonException) outcome.cause()).code()).isEqualTo(ErrorCode.BUDGET_EXCEEDED);
            }
        }
        return granted;
    }

    private List<BudgetAccounts> accounts(List<Counting> stores) {
        return List.of(
                new BudgetAccounts(vertx, stores.get(0), "node-a", clock),
                new BudgetAccounts(vertx, stores.get(1), "node-b", clock));
    }

    private static void insert(BudgetRepository store, long limit) {
        assertThat(store.insert(BudgetFixtures.budget("all", limit)).await().revision())
                .isEqualTo(1);
    }

    private static Budget find(BudgetRepository store) {
        return store.find("all").await().orElseThrow();
    }

    private static String closed(BudgetAccounts accounts) {
        return accounts.close().map("closed").await();
    }

    private static <T> AsyncResult<T> outcome(Future<T> future) {
        return future.transform(Future::succeededFuture).await();
    }

    /** Counts the changes that a node tries. */
    private record Counting(BudgetRepository store, AtomicInteger writes) implements BudgetRepository {

        Counting(BudgetRepository store) {
            this(store, new AtomicInteger());
        }

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
            return store.replace(before, after);
        }

        @Override
        public Future<Boolean> delete(Budget budget) {
            return store.delete(budget);
        }
    }
}
