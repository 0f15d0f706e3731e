package dev.keelson.core.usage;

import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import java.time.Duration;
import java.time.Instant;

/** Words for calls that are refused: which budget or limit, whose, how much, and when there is room again. */
final class Refusals {
    private static final Duration SOON = Duration.ofSeconds(1);

    private Refusals() {}

    static KeelsonException budget(Budget budget, long asked, Instant now) {
        var refusal =
                new KeelsonException(ErrorCode.BUDGET_EXCEEDED, standing(budget, asked) + "; " + room(budget, asked));
        if (fitsOnceSettled(budget, asked)) {
            return refusal.withRetryAfter(SOON);
        }
        Instant end = budget.windowEnd();
        boolean ever = end != null && asked <= budget.terms().limitNanoUsd();
        return ever ? refusal.withRetryAfter(atLeast(SOON, Duration.between(now, end))) : refusal;
    }

    static KeelsonException unknownPrice(BudgetTerms budget, Target target) {
        return new KeelsonException(
                ErrorCode.BUDGET_EXCEEDED,
                "budget " + budget.name() + " (" + budget.scope().description()
                        + ") refuses calls of unknown price, and"
                        + " the price of " + target.id() + " is unknown; there is room when the model catalogue has its"
                        + " price or the budget has an unknownPriceUsd");
    }

    /** {@code asked} more than the whole limit never fits, and gets no time. */
    static KeelsonException rate(RateLimit limit, String unit, RateAnswer answer) {
        String message = "rate limit " + limit.name() + " (" + limit.scope().description() + "): limit "
                + answer.limit() + " " + unit + " per minute on each node, left " + answer.left() + ", asked "
                + answer.asked();
        if (answer.asked() > answer.limit()) {
            return new KeelsonException(ErrorCode.RATE_LIMIT_EXCEEDED, message + "; one call of this size never fits");
        }
        Duration wait = atLeast(SOON, Duration.ofNanos(answer.waitNanos()));
        return new KeelsonException(
                        ErrorCode.RATE_LIMIT_EXCEEDED, message + "; there is room in " + seconds(wait) + " s")
                .withRetryAfter(wait);
    }

    /** How a rate limit stands. */
    record RateAnswer(long limit, long left, long asked, long waitNanos) {}

    private static String standing(Budget budget, long asked) {
        return "budget " + budget.name() + " (" + budget.terms().scope().description() + "): limit $"
                + Usd.text(budget.terms().limitNanoUsd()) + " per "
                + budget.terms().window().id() + ", spent $"
                + Usd.text(budget.ledger().spent()) + ", reserved $"
                + Usd.text(budget.ledger().reserved()) + ", asked $" + Usd.text(asked);
    }

    private static String room(Budget budget, long asked) {
        if (asked > budget.terms().limitNanoUsd()) {
            return "one call of this size never fits";
        }
        Instant end = budget.windowEnd();
        if (fitsOnceSettled(budget, asked)) {
            return "there may be room as soon as calls under way end";
        }
        return end == null ? "there is room when an admin raises the limit" : "there is room again from " + end;
    }

    private static boolean fitsOnceSettled(Budget budget, long asked) {
        return asked <= budget.terms().limitNanoUsd() - budget.ledger().spent();
    }

    private static Duration atLeast(Duration least, Duration wait) {
        return wait.compareTo(least) < 0 ? least : wait;
    }

    private static long seconds(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }
}
