package dev.keelson.evaluator.fieldmatch;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares JSON values by what they mean: 1 equals 1.0, the order of keys does not matter, that of items does. */
final class JsonEquality {
    private JsonEquality() {}

    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number first && b instanceof Number second) {
            return decimal(first).compareTo(decimal(second)) == 0;
        }
        if (a instanceof Map<?, ?> first && b instanceof Map<?, ?> second) {
            return sameObjects(first, second);
        }
        if (a instanceof List<?> first && b instanceof List<?> second) {
            return sameLists(first, second);
        }
        return Objects.equals(a, b);
    }

    static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
    }

    private static boolean sameObjects(Map<?, ?> a, Map<?, ?> b) {
        return a.keySet().equals(b.keySet()) && a.keySet().stream().allMatch(key -> same(a.get(key), b.get(key)));
    }

    private static boolean sameLists(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }
}
