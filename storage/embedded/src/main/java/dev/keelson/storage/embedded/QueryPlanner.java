package dev.keelson.storage.embedded;

import dev.keelson.storage.embedded.QueryPlan.ReadOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the index for a query: equality or {@code $in} on its first fields, then a range, then the sort.
 *
 * <p>A plan never loses a document that the filter matches; it may yield others, which the filter then drops.
 */
final class QueryPlanner {
    /** More combinations than this are not enumerated: the remaining conditions are left to the filter. */
    private static final int MAX_POINTS = 1_000;

    private static final int SINGLE_DOCUMENT_SCORE = 1_000;
    private static final int EQUALITY_SCORE = 8;
    private static final int IN_SCORE = 6;
    private static final int RANGE_SCORE = 4;
    private static final int SORT_SCORE = 3;

    private final FilterConditions conditions;
    private final SortKeys sort;

    QueryPlanner(FilterConditions conditions, SortKeys sort) {
        this.conditions = conditions;
        this.sort = sort;
    }

    QueryPlan plan(CollectionView collection) {
        QueryPlan best = plan(IndexDefinition.ID, null);
        for (IndexView index : collection.indexes()) {
            QueryPlan candidate = plan(index.definition(), index);
            best = candidate.score() > best.score() ? candidate : best;
        }
        return best.score() > 0 ? best : QueryPlan.fullScan();
    }

    private QueryPlan plan(IndexDefinition definition, @Nullable IndexView index) {
        List<IndexField> fields = definition.keyFields();
        boolean multikey = index != null && index.multikey();
        Prefix prefix = prefix(fields);
        List<RangeBound> bounds =
                prefix.length < fields.size() ? bounds(fields.get(prefix.length), multikey) : List.of();
        ReadOrder order = sort.isEmpty() || multikey ? ReadOrder.UNSORTED : order(fields, prefix);
        List<KeyRange> ranges = new ArrayList<>(prefix.keys.size());
        for (byte[] key : prefix.keys) {
            KeyRange range = KeyRange.startingWith(key);
            for (RangeBound bound : bounds) {
                range = intersect(
                        range, bound.behind(key, fields.get(prefix.length).ascending()));
            }
            if (Arrays.compareUnsigned(range.from(), range.to()) <= 0) {
                ranges.add(range);
            }
        }
        return new QueryPlan(index, ranges, order, score(fields, prefix, bounds) + (order.sorted() ? SORT_SCORE : 0));
    }

    private Prefix prefix(List<IndexField> fields) {
        Prefix prefix = new Prefix();
        for (IndexField field : fields) {
            List<@Nullable Object> values = conditions.pointsOf(field.path());
            if (values == null || (long) prefix.keys.size() * values.size() > MAX_POINTS) {
                return prefix;
            }
            prefix.extend(values, field);
        }
        return prefix;
    }

    // An array may meet each end of a range with another element, so only one end can be read from the index.
    private List<RangeBound> bounds(IndexField field, boolean multikey) {
        List<RangeBound> bounds = conditions.boundsOf(field.path());
        return multikey && bounds.size() > 1 ? bounds.subList(0, 1) : bounds;
    }

    private static KeyRange intersect(KeyRange one, KeyRange other) {
        byte[] from = Arrays.compareUnsigned(one.from(), other.from()) >= 0 ? one.from() : other.from();
        byte[] to = Arrays.compareUnsigned(one.to(), other.to()) <= 0 ? one.to() : other.to();
        return new KeyRange(from, to, one.fixedBytes());
    }

    private ReadOrder order(List<IndexField> fields, Prefix prefix) {
        List<IndexField> wanted = without(prefix.single, sort.fields());
        List<IndexField> offered = without(prefix.single, fields);
        // All key fields together name one document, so whatever is wanted beyond them holds by itself.
        int decisive = Math.min(wanted.size(), offered.size());
        int direction = direction(wanted.subList(0, decisive), offered);
        if (direction != 0) {
            return direction > 0 ? ReadOrder.FORWARD : ReadOrder.BACKWARD;
        }
        direction = direction(wanted, without(prefix.enumerated, fields));
        if (direction == 0) {
            return ReadOrder.UNSORTED;
        }
        return direction > 0 ? ReadOrder.MERGED_FORWARD : ReadOrder.MERGED_BACKWARD;
    }

    private static List<IndexField> without(List<String> paths, List<IndexField> fields) {
        return fields.stream().filter(field -> !paths.contains(field.path())).toList();
    }

    /** 1 if reading forward gives the wanted order, -1 if reading backward does, 0 if neither. */
    private static int direction(List<IndexField> wanted, List<IndexField> offered) {
        if (wanted.size() > offered.size()) {
            return 0;
        }
        int direction = 0;
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).path().equals(offered.get(i).path())) {
                return 0;
            }
            int needed = wanted.get(i).ascending() == offered.get(i).ascending() ? 1 : -1;
            if (direction + needed == 0) {
                return 0;
            }
            direction = needed;
        }
        return direction == 0 ? 1 : direction;
    }

    private static int score(List<IndexField> fields, Prefix prefix, List<RangeBound> bounds) {
        boolean complete = prefix.length == fields.size();
        int score = complete ? SINGLE_DOCUMENT_SCORE / Math.max(1, prefix.keys.size()) : 0;
        score += prefix.single.size() * EQUALITY_SCORE;
        score += (prefix.enumerated.size() - prefix.single.size()) * IN_SCORE;
        return score + (bounds.isEmpty() ? 0 : RANGE_SCORE);
    }

    /** The leading fields of an index whose values the filter enumerates. */
    private static final class Prefix {
        private TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        private final List<String> single = new ArrayList<>();
        private final List<String> enumerated = new ArrayList<>();
        private int length;

        private Prefix() {
            keys.add(new byte[0]);
        }

        private void extend(List<@Nullable Object> values, IndexField field) {
            TreeSet<byte[]> longer = new TreeSet<>(Arrays::compareUnsigned);
            for (byte[] key : keys) {
                for (Object value : values) {
                    KeyBytes extended = KeyBytes.startingWith(key);
                    OrderPreservingKeys.append(value, field.ascending(), extended);
                    longer.add(extended.toArray());
                }
            }
            keys = longer;
            enumerated.add(field.path());
            if (values.size() == 1) {
                single.add(field.path());
            }
            length++;
        }
    }
}
