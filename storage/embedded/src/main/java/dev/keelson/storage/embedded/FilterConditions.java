package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a filter that an index can serve: for each path, conditions that all have to hold.
 *
 * <p>Conditions that are not understood are left out. That is safe because every document that an index yields is put
 * to the whole filter again.
 */
final class FilterConditions {
    /** The values that a path may have. */
    private final Map<String, List<@Nullable Object>> points = new HashMap<>();

    private final Map<String, List<RangeBound>> bounds = new HashMap<>();

    private FilterConditions() {}

    static FilterConditions of(Document filter) {
        FilterConditions conditions = new FilterConditions();
        conditions.addAll(filter);
        return conditions;
    }

    /** The values of an equality or of an {@code $in}; null if there is no such condition. */
    @Nullable
    List<@Nullable Object> pointsOf(String path) {
        return points.get(path);
    }

    List<RangeBound> boundsOf(String path) {
        return bounds.getOrDefault(path, List.of());
    }

    private void addAll(Document filter) {
        for (Map.Entry<String, Object> condition : filter.entrySet()) {
            if (condition.getKey().equals("$and") && condition.getValue() instanceof Collection<?> parts) {
                addParts(parts);
            } else if (!condition.getKey().startsWith("$")) {
                add(condition.getKey(), condition.getValue());
            }
        }
    }

    private void addParts(Collection<?> parts) {
        for (Object part : parts) {
            if (part instanceof Document document) {
                addAll(document);
            }
        }
    }

    private void add(String path, @Nullable Object condition) {
        if (condition instanceof Document document && isOperators(document)) {
            document.forEach((operator, operand) -> addOperator(path, operator, operand));
            return;
        }
        addPoints(path, singleValue(condition));
    }

    private void addOperator(String path, String operator, @Nullable Object operand) {
        switch (operator) {
            case "$eq" -> addPoints(path, singleValue(operand));
            case "$in" -> {
                if (operand instanceof Collection<?> values) {
                    addPoints(path, new ArrayList<>(values));
                }
            }
            case "$gt", "$gte", "$lt", "$lte" -> addBound(path, operator, operand);
            default -> {
                // left to the matcher
            }
        }
    }

    // Of several conditions on one path any one will do; the fewest values read the least.
    private void addPoints(String path, List<@Nullable Object> values) {
        if (!values.stream().allMatch(FilterConditions::isPlain)) {
            return;
        }
        List<@Nullable Object> known = points.get(path);
        if (known == null || values.size() < known.size()) {
            points.put(path, values);
        }
    }

    private void addBound(String path, String operator, @Nullable Object value) {
        if (value != null && OrderPreservingKeys.hasRanges(value)) {
            bounds.computeIfAbsent(path, unused -> new ArrayList<>()).add(RangeBound.of(operator, value));
        }
    }

    private static List<@Nullable Object> singleValue(@Nullable Object value) {
        List<@Nullable Object> values = new ArrayList<>(1);
        values.add(value);
        return values;
    }

    private static boolean isOperators(Document document) {
        return document.keySet().stream().anyMatch(key -> key.startsWith("$"));
    }

    // Arrays match as a whole or by element, and regular expressions match much: neither is one place in an index.
    private static boolean isPlain(@Nullable Object value) {
        return OrderPreservingKeys.isIndexable(value)
                && !(value instanceof Collection)
                && !(value instanceof BsonRegularExpression)
                && !(value instanceof Document document && isOperators(document));
    }
}
