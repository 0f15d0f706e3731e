package dev.keelson.core.usage;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an admin decides about a budget.
 *
 * @param name its id
 * @param limitNanoUsd what may be spent in a window
 * @param softLimitPercent from this share on the budget is marked, and nothing is refused; null for no mark
 * @param unknownPriceNanoUsd what a call counts whose price is unknown; null refuses such calls
 */
public record BudgetTerms(
        String name,
        UsageScope scope,
        long limitNanoUsd,
        BudgetWindow window,
        @Nullable Integer softLimitPercent,
        @Nullable Long unknownPriceNanoUsd) {
    private static final int MAX_PERCENT = 100;

    /** Throws {@link ErrorCode#REQUEST_INVALID} with everything that is wrong. */
    public BudgetTerms {
        List<Violation> violations = new ArrayList<>(ScopeRules.violations(name, scope));
        requireAmount(violations, "/limitUsd", limitNanoUsd);
        if (unknownPriceNanoUsd != null) {
            requireAmount(violations, "/unknownPriceUsd", unknownPriceNanoUsd);
        }
        if (softLimitPercent != null && (softLimitPercent < 1 || softLimitPercent > MAX_PERCENT)) {
            violations.add(Violation.at(
                    "/softLimitPercent", "range", "softLimitPercent: " + softLimitPercent + " (expected: 1 to 100)"));
        }
        if (!violations.isEmpty()) {
            throw new KeelsonException(ErrorCode.REQUEST_INVALID, "the budget is not valid", violations);
        }
    }

    private static void requireAmount(List<Violation> violations, String pointer, long nanoUsd) {
        if (nanoUsd < 0 || nanoUsd > Usd.MAX_NANO) {
            violations.add(Violation.at(pointer, "range", "amount: " + nanoUsd + " nano-USD (expected: 0 to 10^18)"));
        }
    }
}
