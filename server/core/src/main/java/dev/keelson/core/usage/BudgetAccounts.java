package dev.keelson.core.usage;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * This node's accounts with the budgets. Safe for concurrent use: the accounts are confined to one event loop, and
 * futures complete on the caller's context.
 */
public final class BudgetAccounts {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final BudgetRepository budgets;
    private final String node;
    private final Clock clock;
    private final Context context;
    private final Map<String, BudgetAccount> accounts = new HashMap<>();
    private long operations;
    private long timer = -1;

    /** {@code node}: differs from those of all other nodes and of earlier starts of this one. */
    public BudgetAccounts(Vertx vertx, BudgetRepository budgets, String node, Clock clock) {
        this.vertx = vertx;
        this.budgets = budgets;
        this.node = node;
        this.clock = clock;
        context = vertx.getOrCreateContext();
    }

    /** From now on holds are renewed while calls are under way. */
    public BudgetAccounts start() {
        context.runOnContext(now -> timer = vertx.setPeriodic(TICK.toMillis(), tick -> tick()));
        return this;
    }

    /** Completes when everything that was settled before is in the store, or the store did not take it. */
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        context.runOnContext(now -> {
            vertx.cancelTimer(timer);
            Future.join(accounts.values().stream().map(BudgetAccount::drained).toList())
                    .<Void>mapEmpty()
                    .onComplete(closed);
        });
        return closed.future();
    }

    Future<BudgetHold> reserve(String budget, long amount) {
        Promise<BudgetHold> promise = Promise.promise();
        Context caller = Vertx.currentContext();
        context.runOnContext(now -> account(budget).reserve(new BudgetAccount.Waiting(amount, promise, caller)));
        return promise.future();
    }

    void settle(BudgetHold hold, long used) {
        context.runOnContext(now ->
                account(hold.budget()).settle(new BudgetOperation.Settlement(hold.epoch(), hold.amount(), used)));
    }

    BudgetRepository budgets() {
        return budgets;
    }

    Vertx vertx() {
        return vertx;
    }

    Context context() {
        return context;
    }

    /** The next operation; only on the context. */
    BudgetOperation operation(List<Long> asked, List<BudgetOperation.Settlement> settled) {
        return new BudgetOperation(node, ++operations, clock.instant(), asked, settled);
    }

    String node() {
        return node;
    }

    Clock clock() {
        return clock;
    }

    private BudgetAccount account(String budget) {
        return accounts.computeIfAbsent(budget, name -> new BudgetAccount(this, name));
    }

    private void tick() {
        accounts.values().removeIf(BudgetAccount::isForgotten);
        accounts.values().forEach(BudgetAccount::tick);
    }

    /** Completes a promise where its caller waits. */
    static void onCaller(@Nullable Context caller, Runnable completion) {
        if (caller == null) {
            completion.run();
            return;
        }
        caller.runOnContext(there -> completion.run());
    }
}
