package dev.keelson.core.usage;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.plugin.api.provider.Usage;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Holds every model call to the rate limits and budgets that cover it, and counts what it used. */
public final class AccountingMeter implements UsageMeter {
    private final UsageRules rules;
    private final RateLimiters limiters;
    private final BudgetAccounts accounts;
    private final UsageRecorder recorder;

    public AccountingMeter(UsageRules rules, RateLimiters limiters, BudgetAccounts accounts, UsageRecorder recorder) {
        this.rules = rules;
        this.limiters = limiters;
        this.accounts = accounts;
        this.recorder = recorder;
    }

    /** Rate limits first: they need no store. A call that one budget refuses gives back what others had granted. */
    @Override
    public Future<Reservation> reserve(UsageSubject subject, CallEstimate estimate) {
        try {
            List<BudgetTerms> budgets = rules.budgets(subject);
            requireKnownPrice(budgets, estimate);
            RateLimiters.Taken taken =
                    limiters.take(rules.rateLimits(subject), Usd.sum(estimate.inputTokens(), estimate.outputTokens()));
            var call = new MeteredCall(subject, estimate, taken);
            return budgets.isEmpty()
                    ? Future.succeededFuture(call)
                    : hold(call, budgets).map(call);
        } catch (KeelsonException refusal) {
            return Future.failedFuture(refusal);
        }
    }

    /** Throws {@link ErrorCode#BUDGET_EXCEEDED}: a budget that can't count a call can't hold its limit. */
    private static void requireKnownPrice(List<BudgetTerms> budgets, CallEstimate estimate) {
        if (estimate.nanoUsd().isPresent()) {
            return;
        }
        for (BudgetTerms budget : budgets) {
            if (budget.unknownPriceNanoUsd() == null) {
                throw Refusals.unknownPrice(budget, estimate.target());
            }
        }
    }

    private Future<Void> hold(MeteredCall call, List<BudgetTerms> budgets) {
        List<Future<BudgetHold>> asked = new ArrayList<>(budgets.size());
        for (BudgetTerms budget : budgets) {
            asked.add(accounts.reserve(budget.name(), call.amount(budget)));
        }
        return Future.join(asked)
                .<Void>mapEmpty()
                .onSuccess(granted -> asked.forEach(hold -> call.holds.add(hold.result())))
                .onFailure(refused -> giveBack(call, asked));
    }

    private void giveBack(MeteredCall call, List<Future<BudgetHold>> asked) {
        call.taken.giveBack();
        asked.stream().filter(Future::succeeded).forEach(granted -> accounts.settle(granted.result(), 0));
    }

    /** A call under way. */
    private final class MeteredCall implements Reservation {
        private final UsageSubject subject;
        private final CallEstimate estimate;
        private final RateLimiters.Taken taken;
        private final List<BudgetHold> holds = new ArrayList<>(1);
        private final AtomicBoolean ended = new AtomicBoolean();

        MeteredCall(UsageSubject subject, CallEstimate estimate, RateLimiters.Taken taken) {
            this.subject = subject;
            this.estimate = estimate;
            this.taken = taken;
        }

        long amount(BudgetTerms budget) {
            Long fallback = budget.unknownPriceNanoUsd();
            return Math.max(0, estimate.nanoUsd().orElse(fallback == null ? 0 : fallback));
        }

        /** A cost that nobody knows counts as what was reserved. */
        @Override
        public void settle(CallUsage used) {
            if (!ended.compareAndSet(false, true)) {
                return;
            }
            OptionalLong cost = used.cost().nanoUsd();
            taken.correct(counted(used.tokens()));
            holds.forEach(hold -> accounts.settle(hold, Math.max(0, cost.orElse(hold.amount()))));
            recorder.record(subject, estimate.target(), used);
        }

        @Override
        public void release() {
            if (ended.compareAndSet(false, true)) {
                taken.giveBack();
                holds.forEach(hold -> accounts.settle(hold, 0));
            }
        }

        /** Null for providers that count no tokens: then the estimate stands. */
        private static @Nullable Long counted(Usage tokens) {
            long sum = Usd.sum(tokens.inputTokens(), tokens.outputTokens());
            return sum == 0 ? null : Long.valueOf(sum);
        }
    }
}
