package dev.keelson.core.usage;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

/** Reads budgets and rate limits. A key that is limited to some agents sees those that name one of these agents. */
public final class BudgetQueries {
    private final BudgetRepository budgets;
    private final RateLimitRepository limits;
    private final Clock clock;

    public BudgetQueries(BudgetRepository budgets, RateLimitRepository limits, Clock clock) {
        this.budgets = budgets;
        this.limits = limits;
        this.clock = clock;
    }

    /** In order of name, as they stand now. */
    public Future<List<Budget>> budgets(Principal by) {
        by.require(Permission.USAGE_READ);
        return budgets.list()
                .map(all -> all.stream()
                        .filter(budget -> ScopeRights.maySee(by, budget.terms().scope()))
                        .map(budget -> budget.at(clock.instant()))
                        .toList());
    }

    /** Fails with {@link ErrorCode#BUDGET_NOT_FOUND}. */
    public Future<Budget> budget(Principal by, String name) {
        by.require(Permission.USAGE_READ);
        return budgets.find(name)
                .map(found -> found.filter(
                                budget -> ScopeRights.maySee(by, budget.terms().scope()))
                        .map(budget -> budget.at(clock.instant()))
                        .orElseThrow(() -> ScopeRights.noBudget(name)));
    }

    /** In order of name. */
    public Future<List<RateLimit>> rateLimits(Principal by) {
        by.require(Permission.USAGE_READ);
        return limits.list()
                .map(all -> all.stream()
                        .filter(limit -> ScopeRights.maySee(by, limit.scope()))
                        .toList());
    }

    /** Fails with {@link ErrorCode#RATE_LIMIT_NOT_FOUND}. */
    public Future<RateLimit> rateLimit(Principal by, String name) {
        by.require(Permission.USAGE_READ);
        return limits.find(name)
                .map(found -> found.filter(limit -> ScopeRights.maySee(by, limit.scope()))
                        .orElseThrow(() -> ScopeRights.noRateLimit(name)));
    }
}
