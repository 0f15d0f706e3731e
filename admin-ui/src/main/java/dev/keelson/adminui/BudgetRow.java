package dev.keelson.adminui;

import dev.keelson.core.usage.Budget;

/**
 * A budget as the list of budgets shows it.
 *
 * @param spentWidth of its bar, out of {@value #WIDTH}
 * @param reservedWidth of its bar, right of what is spent
 */
public record BudgetRow(Budget budget, long spentWidth, long reservedWidth) {
    private static final long WIDTH = 1_000;

    static BudgetRow of(Budget budget) {
        long spent = width(budget.ledger().spent(), budget.terms().limitNanoUsd());
        long reserved = width(budget.ledger().reserved(), budget.terms().limitNanoUsd());
        return new BudgetRow(budget, spent, Math.min(reserved, WIDTH - spent));
    }

    /** Used up, or beyond its soft limit, or neither. */
    public String state() {
        if (budget.available() <= 0) {
            return "used up";
        }
        return budget.isSoftLimitReached() ? "soft limit reached" : "";
    }

    private static long width(long part, long whole) {
        if (part <= 0) {
            return 0;
        }
        return part >= whole ? WIDTH : Math.round((double) part / whole * WIDTH);
    }
}
