package dev.keelson.core.usage;

import java.time.Instant;
import java.util.List;

/**
 * What one node wants of one budget at one time, as one change of its books: many calls' reservations and settlements.
 *
 * @param number greater than those of all earlier operations of the node
 * @param asked amounts, in order of arrival
 */
record BudgetOperation(String node, long number, Instant now, List<Long> asked, List<Settlement> settled) {

    BudgetOperation {
        asked = List.copyOf(asked);
        settled = List.copyOf(settled);
    }

    /**
     * The end of reservations.
     *
     * @param epoch of the hold that they are part of
     */
    record Settlement(long epoch, long reserved, long used) {

        Settlement plus(Settlement other) {
            return new Settlement(epoch, Usd.sum(reserved, other.reserved), Usd.sum(used, other.used));
        }
    }

    /**
     * What came of it.
     *
     * @param granted for each amount asked, in the same order
     * @param epoch of the hold that the granted amounts are part of
     */
    record Outcome(Budget budget, List<Boolean> granted, long epoch) {}
}
