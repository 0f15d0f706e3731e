package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses filter operators that the matcher does not have, whether or not there is a document to match. */
final class FilterGuard {
    private static final Set<String> LOGICAL = Set.of("$and", "$or", "$nor");
    private static final Set<String> UNCHECKED = Set.of("$comment", "$expr");
    private static final Set<String> OPERATORS = Set.of(
            "$eq",
            "$ne",
            "$gt",
            "$gte",
            "$lt",
            "$lte",
            "$in",
            "$nin",
            "$exists",
            "$type",
            "$size",
            "$all",
            "$mod",
            "$regex",
            "$options");

    private FilterGuard() {}

    static void check(Document filter) {
        for (Map.Entry<String, Object> condition : filter.entrySet()) {
            String name = condition.getKey();
            if (LOGICAL.contains(name)) {
                checkParts(condition.getValue());
            } else if (!name.startsWith("$")) {
                checkCondition(condition.getValue());
            } else if (!UNCHECKED.contains(name)) {
                throw CommandErrors.unsupported("filter operator '" + name + "'");
            }
        }
    }

    private static void checkParts(@Nullable Object parts) {
        if (parts instanceof Collection<?> filters) {
            for (Object filter : filters) {
                if (filter instanceof Document document) {
                    check(document);
                }
            }
        }
    }

    private static void checkCondition(@Nullable Object condition) {
        if (!(condition instanceof Document operators) || !isOperators(operators)) {
            return;
        }
        for (Map.Entry<String, Object> operator : operators.entrySet()) {
            checkOperator(operator.getKey(), operator.getValue());
        }
    }

    private static void checkOperator(String name, @Nullable Object operand) {
        if (name.equals("$not")) {
            checkCondition(operand);
        } else if (name.equals("$elemMatch") && operand instanceof Document inner) {
            checkElement(inner);
        } else if (!OPERATORS.contains(name)) {
            throw CommandErrors.unsupported("filter operator '" + name + "'");
        }
    }

    // Either operators for a plain element or a filter for a document.
    private static void checkElement(Document inner) {
        boolean plainElement = isOperators(inner) && inner.keySet().stream().noneMatch(LOGICAL::contains);
        if (plainElement) {
            checkCondition(inner);
        } else {
            check(inner);
        }
    }

    private static boolean isOperators(Document document) {
        return document.keySet().stream().anyMatch(key -> key.startsWith("$"));
    }
}
