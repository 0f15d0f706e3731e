package dev.keelson.core.usage;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps budgets in memory, for tests. Safe for concurrent use. */
public final class InMemoryBudgetRepository implements BudgetRepository {
    private final TreeMap<String, Budget> budgets = new TreeMap<>();

    @Override
    public synchronized Future<List<Budget>> list() {
        return Future.succeededFuture(List.copyOf(budgets.values()));
    }

    @Override
    public synchronized Future<Optional<Budget>> find(String name) {
        return Future.succeededFuture(Optional.ofNullable(budgets.get(name)));
    }

    @Override
    public synchronized Future<Budget> insert(Budget budget) {
        return budgets.putIfAbsent(budget.name(), budget) == null
                ? Future.succeededFuture(budget)
                : Future.failedFuture(
                        new KeelsonException(ErrorCode.BUDGET_EXISTS, "there is a budget named " + budget.name()));
    }

    @Override
    public synchronized Future<Boolean> replace(Budget before, Budget after) {
        boolean unchanged = isStored(before);
        if (unchanged) {
            budgets.put(after.name(), after);
        }
        return Future.succeededFuture(unchanged);
    }

    @Override
    public synchronized Future<Boolean> delete(Budget budget) {
        boolean unchanged = isStored(budget);
        if (unchanged) {
            budgets.remove(budget.name());
        }
        return Future.succeededFuture(unchanged);
    }

    private boolean isStored(Budget budget) {
        Budget stored = budgets.get(budget.name());
        return stored != null
                && stored.createdAt().equals(budget.createdAt())
                && stored.ledger().sequence() == budget.ledger().sequence();
    }
}
