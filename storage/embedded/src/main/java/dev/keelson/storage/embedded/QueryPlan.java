package dev.keelson.storage.embedded;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a query is answered: which pieces of which index are read, and in what order.
 *
 * @param index null reads the documents themselves, in the order of {@code _id}
 * @param ranges disjoint and ascending
 * @param order what the order of reading gives for the sort of the query
 * @param score how promising the plan is
 */
record QueryPlan(@Nullable IndexView index, List<KeyRange> ranges, ReadOrder order, int score) {

    /** What reading in index order means for the sort of a query. */
    enum ReadOrder {
        /** Nothing: the documents have to be sorted in memory, if a sort is asked for. */
        UNSORTED(false, false),
        FORWARD(true, false),
        BACKWARD(true, true),
        /** Each range is in order by itself; together they have to be merged. */
        MERGED_FORWARD(true, false),
        MERGED_BACKWARD(true, true);

        private final boolean sorted;
        private final boolean reverse;

        ReadOrder(boolean sorted, boolean reverse) {
            this.sorted = sorted;
            this.reverse = reverse;
        }

        boolean sorted() {
            return sorted;
        }

        boolean reverse() {
            return reverse;
        }

        boolean merged() {
            return this == MERGED_FORWARD || this == MERGED_BACKWARD;
        }
    }

    QueryPlan {
        ranges = List.copyOf(ranges);
    }

    static QueryPlan fullScan() {
        return new QueryPlan(null, List.of(KeyRange.ALL), ReadOrder.UNSORTED, 0);
    }
}
