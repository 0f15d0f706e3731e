package dev.keelson.provider.support;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Folds the parts of an {@code allOf} into one schema, because structured output knows no {@code allOf}. */
public final class AllOf {
    private AllOf() {}

    /** Properties and required names are united; for any other keyword the first to state it wins. */
    public static Map<?, ?> merged(Map<?, ?> schema) {
        List<?> parts = SchemaKeywords.list(schema, "allOf");
        if (parts.isEmpty()) {
            return schema;
        }
        Map<String, Object> result = new LinkedHashMap<>();
        fold(schema, result);
        result.remove("allOf");
        for (Object part : parts) {
            if (part instanceof Map<?, ?> map) {
                fold(merged(map), result);
            }
        }
        return result;
    }

    private static void fold(Map<?, ?> part, Map<String, Object> result) {
        part.forEach((key, value) -> {
            String keyword = key.toString();
            switch (keyword) {
                case "properties" -> result.merge(keyword, value, AllOf::unitedMaps);
                case "required" -> result.merge(keyword, value, AllOf::unitedLists);
                default -> result.putIfAbsent(keyword, value);
            }
        });
    }

    private static Object unitedMaps(Object first, Object second) {
        if (!(first instanceof Map<?, ?> a) || !(second instanceof Map<?, ?> b)) {
            return first;
        }
        Map<Object, Object> all = new LinkedHashMap<>(a);
        b.forEach(all::putIfAbsent);
        return all;
    }

    private static Object unitedLists(Object first, Object second) {
        if (!(first instanceof List<?> a) || !(second instanceof List<?> b)) {
            return first;
        }
        Set<Object> all = new LinkedHashSet<>(a);
        all.addAll(b);
        return List.copyOf(all);
    }
}
