package dev.keelson.core.usage;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.usage.BudgetOperation.Settlement;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * This node's side of one budget. One operation is under way at a time; what arrives meanwhile is the next one, so the
 * number of store operations does not grow with the number of calls. Confined to the context of the accounts.
 */
final class BudgetAccount {
    static final int MAX_WAITING = 10_000;
    static final int MAX_BATCH = 1_000;
    private static final int MAX_TRIES = 100;
    private static final int TRIES_WITHOUT_PAUSE = 2;
    private static final int MAX_PAUSE_MILLIS = 10;
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    private final BudgetAccounts accounts;
    private final String name;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final Map<Long, Settlement> settled = new HashMap<>();
    private final List<Promise<Void>> drains = new ArrayList<>();
    private final BudgetDoubts doubts = new BudgetDoubts();
    private @Nullable Budget known;
    private boolean busy;
    private long held;
    private Instant lastOperation;

    BudgetAccount(BudgetAccounts accounts, String name) {
        this.accounts = accounts;
        this.name = name;
        lastOperation = accounts.clock().instant();
    }

    /** A call that waits for its reservation. */
    record Waiting(
            long amount,
            Promise<BudgetHold> promise,
            @Nullable Context caller) {

        void grant(BudgetHold hold) {
            BudgetAccounts.onCaller(caller, () -> promise.complete(hold));
        }

        void refuse(Throwable failure) {
            BudgetAccounts.onCaller(caller, () -> promise.fail(failure));
        }
    }

    void reserve(Waiting waiting) {
        if (queue.size() >= MAX_WAITING) {
            waiting.refuse(new KeelsonException(ErrorCode.OVERLOADED, "too many calls wait for budget " + name)
                    .withRetryAfter(Duration.ofSeconds(1)));
            return;
        }
        queue.add(waiting);
        pump();
    }

    void settle(Settlement settlement) {
        if (settlement.epoch() == 0) {
            return;
        }
        held = Math.max(0, held - settlement.reserved());
        settled.merge(settlement.epoch(), settlement, Settlement::plus);
        pump();
    }

    /** Tries again what the store did not take, and shows other nodes that this one lives. */
    void tick() {
        boolean due = !lastOperation.plus(SIGN_OF_LIFE).isAfter(accounts.clock().instant());
        boolean open = !settled.isEmpty() || !doubts.isEmpty();
        if (!busy && (open || (held > 0 && due))) {
            run();
        }
    }

    boolean isForgotten() {
        boolean idle = !busy && held == 0 && queue.isEmpty() && settled.isEmpty() && doubts.isEmpty();
        return idle
                && lastOperation
                        .plus(BudgetLedger.LEASE)
                        .isBefore(accounts.clock().instant());
    }

    Future<Void> drained() {
        Promise<Void> drained = Promise.promise();
        drains.add(drained);
        pump();
        return drained.future();
    }

    private void pump() {
        if (busy) {
            return;
        }
        if (queue.isEmpty() && settled.isEmpty()) {
            drains.forEach(Promise::tryComplete);
            drains.clear();
            return;
        }
        run();
    }

    private void run() {
        busy = true;
        lastOperation = accounts.clock().instant();
        var batch = new Batch(nextCalls(), List.copyOf(settled.values()));
        settled.clear();
        current()
                .compose(budget -> attempt(batch, budget, 1))
                .onComplete(done -> accounts.context().runOnContext(back -> finish(batch, done.cause())));
    }

    private List<Waiting> nextCalls() {
        List<Waiting> calls = new ArrayList<>();
        while (calls.size() < MAX_BATCH && !queue.isEmpty()) {
            calls.add(queue.remove());
        }
        return calls;
    }

    private Future<@Nullable Budget> current() {
        return known == null ? read() : Future.succeededFuture(known);
    }

    private Future<@Nullable Budget> read() {
        return accounts.budgets().find(name).map(found -> found.orElse(null));
    }

    private Future<Void> attempt(Batch batch, @Nullable Budget before, int tries) {
        if (before == null) {
            batch.letPass(name);
            return Future.succeededFuture();
        }
        List<Settlement> all = new ArrayList<>(batch.settled);
        all.addAll(doubts.resolve(before, accounts.node()));
        BudgetOperation operation = accounts.operation(batch.asked(), all);
        BudgetOperation.Outcome outcome = before.apply(operation);
        return accounts.budgets()
                .replace(before, outcome.budget())
                .onFailure(unknown -> batch.doubt = new BudgetDoubts.Doubt(operation, batch.settled, outcome))
                .compose(done -> done ? committed(batch, outcome) : again(batch, tries));
    }

    private Future<Void> committed(Batch batch, BudgetOperation.Outcome outcome) {
        batch.outcome = outcome;
        return Future.succeededFuture();
    }

    /** Another node was faster; its change is the ground of the next try. */
    private Future<Void> again(Batch batch, int tries) {
        if (tries >= MAX_TRIES) {
            return Future.failedFuture(
                    new KeelsonException(ErrorCode.OVERLOADED, "too many nodes change budget " + name)
                            .withRetryAfter(Duration.ofSeconds(1)));
        }
        return pause(tries).compose(now -> read()).compose(budget -> attempt(batch, budget, tries + 1));
    }

    private Future<Void> pause(int tries) {
        if (tries <= TRIES_WITHOUT_PAUSE) {
            return Future.succeededFuture();
        }
        int millis = ThreadLocalRandom.current().nextInt(1, MAX_PAUSE_MILLIS);
        return accounts.vertx().timer(millis, TimeUnit.MILLISECONDS).mapEmpty();
    }

    private void finish(Batch batch, @Nullable Throwable failure) {
        busy = false;
        if (failure == null) {
            succeed(batch);
            pump();
            return;
        }
        known = null;
        if (batch.doubt == null) {
            batch.settled.forEach(each -> settled.merge(each.epoch(), each, Settlement::plus));
        } else {
            doubts.add(batch.doubt);
        }
        batch.calls.forEach(call -> call.refuse(failure));
        queue.forEach(call -> call.refuse(failure));
        queue.clear();
        drains.forEach(drain -> drain.tryFail(failure));
        drains.clear();
    }

    private void succeed(Batch batch) {
        BudgetOperation.Outcome outcome = batch.outcome;
        doubts.clear();
        known = outcome == null ? null : outcome.budget();
        if (outcome != null) {
            held += batch.deliver(outcome, lastOperation);
        }
    }

    /** The calls and settlements of one operation. */
    private static final class Batch {
        private final List<Waiting> calls;
        private final List<Settlement> settled;
        private BudgetOperation.@Nullable Outcome outcome;
        private BudgetDoubts.@Nullable Doubt doubt;

        Batch(List<Waiting> calls, List<Settlement> settled) {
            this.calls = calls;
            this.settled = settled;
        }

        List<Long> asked() {
            return calls.stream().map(Waiting::amount).toList();
        }

        /** The budget was deleted since the call found itself covered. */
        void letPass(String budget) {
            calls.forEach(call -> call.grant(new BudgetHold(budget, 0, 0)));
        }

        /** Gives back the sum of what was granted. */
        long deliver(BudgetOperation.Outcome done, Instant now) {
            long sum = 0;
            for (int index = 0; index < calls.size(); index++) {
                Waiting call = calls.get(index);
                if (done.granted().get(index)) {
                    sum += call.amount();
                    call.grant(new BudgetHold(done.budget().name(), done.epoch(), call.amount()));
                } else {
                    call.refuse(Refusals.budget(done.budget(), call.amount(), now));
                }
            }
            return sum;
        }
    }
}
