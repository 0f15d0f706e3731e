package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** When two JSON values are the same: 1 is 1.0, and the order of keys says nothing. */
final class Values {
    private static final Comparator<JsonNode> BY_NUMBER = (one, other) -> {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    };

    private Values() {}

    static boolean same(JsonNode one, JsonNode other) {
        return one.equals(BY_NUMBER, other);
    }

    static boolean contains(Collection<JsonNode> values, JsonNode value) {
        return values.stream().anyMatch(each -> same(each, value));
    }

    /** The values of {@code from} that {@code others} lacks. */
    static List<JsonNode> without(Collection<JsonNode> from, Collection<JsonNode> others) {
        return from.stream().filter(value -> !contains(others, value)).toList();
    }

    static List<JsonNode> distinct(Iterable<JsonNode> values) {
        List<JsonNode> distinct = new ArrayList<>();
        for (JsonNode value : values) {
            if (!contains(distinct, value)) {
                distinct.add(value);
            }
        }
        return distinct;
    }

    /** Whether a number has no fraction: 1.0 is an integer to the dialect. */
    static boolean isInteger(JsonNode number) {
        return number.isNumber() && isInteger(number.decimalValue());
    }

    static boolean isInteger(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }
}
