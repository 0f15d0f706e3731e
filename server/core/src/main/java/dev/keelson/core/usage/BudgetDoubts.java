package dev.keelson.core.usage;

import dev.keelson.core.usage.BudgetOperation.Settlement;
import java.util.ArrayList;
import java.util.List;

/**
 * Operations whose outcome the store did not tell. The number of the last operation, which stands in the node's hold,
 * says later whether they took place: without it a settlement would count twice or not at all. Confined to its account.
 */
final class BudgetDoubts {
    private final List<Doubt> doubts = new ArrayList<>();

    /**
     * An operation that took place or did not.
     *
     * @param settled its settlements, without those that earlier doubts brought into it
     */
    record Doubt(BudgetOperation operation, List<Settlement> settled, BudgetOperation.Outcome outcome) {

        /** Nobody waits any longer for what it granted. */
        Settlement release() {
            long granted = 0;
            for (int index = 0; index < outcome.granted().size(); index++) {
                granted += outcome.granted().get(index) ? operation.asked().get(index) : 0;
            }
            return new Settlement(outcome.epoch(), granted, 0);
        }
    }

    boolean isEmpty() {
        return doubts.isEmpty();
    }

    void add(Doubt doubt) {
        doubts.add(doubt);
    }

    void clear() {
        doubts.clear();
    }

    /**
     * What is left to be done for them, given the budget as it is: the settlements of those that did not take place, and
     * the release of what the last that did had granted. The one that took place had settled those before it. When the
     * hold is gone all count as not done: rather too much is spent than too little.
     */
    List<Settlement> resolve(Budget budget, String node) {
        long last = budget.ledger().hold(node).map(Hold::operation).orElse(-1L);
        List<Settlement> open = new ArrayList<>();
        for (Doubt doubt : doubts) {
            if (doubt.operation().number() == last) {
                open.clear();
                open.add(doubt.release());
            } else {
                open.addAll(doubt.settled());
            }
        }
        return open;
    }
}
