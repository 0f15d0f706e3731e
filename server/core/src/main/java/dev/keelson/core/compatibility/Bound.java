package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The least or greatest number that a schema allows.
 *
 * @param exclusive whether the number itself is refused
 */
record Bound(BigDecimal value, boolean exclusive) {

    /** The least number of a view; of integers alone, as the least integer. */
    static Optional<Bound> lower(View view, boolean integers) {
        Optional<Bound> closed = at(view.keyword("minimum"), false);
        Optional<Bound> open = at(view.keyword("exclusiveMinimum"), true);
        return tighter(closed, open, 1).map(bound -> integers ? bound.toInteger(1) : bound);
    }

    static Optional<Bound> upper(View view, boolean integers) {
        Optional<Bound> closed = at(view.keyword("maximum"), false);
        Optional<Bound> open = at(view.keyword("exclusiveMaximum"), true);
        return tighter(closed, open, -1).map(bound -> integers ? bound.toInteger(-1) : bound);
    }

    /** Positive when this bound allows less than the other; {@code side}: 1 for lower bounds, -1 for upper ones. */
    int strictness(Bound other, int side) {
        int byValue = value.compareTo(other.value) * side;
        return byValue == 0 ? Boolean.compare(exclusive, other.exclusive) : byValue;
    }

    @Override
    public String toString() {
        return (exclusive ? "exclusive " : "") + Words.shortened(value.toString());
    }

    private Bound toInteger(int side) {
        if (Math.abs((long) value.scale()) > 1_000) {
            return this;
        }
        if (exclusive && Values.isInteger(value)) {
            return new Bound(value.add(BigDecimal.valueOf(side)), false);
        }
        return new Bound(value.setScale(0, side > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR), false);
    }

    private static Optional<Bound> at(JsonNode limit, boolean exclusive) {
        return limit.isNumber() ? Optional.of(new Bound(limit.decimalValue(), exclusive)) : Optional.empty();
    }

    private static Optional<Bound> tighter(Optional<Bound> one, Optional<Bound> other, int side) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isPresent() ? one : other;
        }
        return one.get().strictness(other.get(), side) >= 0 ? one : other;
    }
}
