package dev.keelson.provider.openai;

import dev.keelson.provider.support.SchemaKeywords;
import dev.keelson.provider.support.StrictKeywords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Takes the largest enums out of a schema that has more of them than strict output allows: the model is then told the type
 * alone, and the host, which checks the answer against the full schema, still knows the values.
 */
final class EnumLimits {
    private static final int MAX_VALUES = 1_000;
    private static final int LARGE_ENUM = 250;
    private static final int MAX_CHARACTERS_OF_A_LARGE_ENUM = 15_000;

    private EnumLimits() {}

    static Map<String, Object> fitted(Map<String, Object> schema) {
        List<Integer> sizes = new ArrayList<>();
        var unusedCopy = SchemaNodes.rewritten(schema, node -> {
            if (!isTooLong(node)) {
                sizes.add(size(node));
            }
            return node;
        });
        int largest = largestThatFits(sizes);
        return SchemaNodes.rewritten(
                schema, node -> isTooLong(node) || size(node) > largest ? withoutEnum(node) : node);
    }

    private static int largestThatFits(List<Integer> sizes) {
        Collections.sort(sizes);
        int total = 0;
        int largest = 0;
        for (int i = 0; i < sizes.size(); i++) {
            total += sizes.get(i);
            boolean lastOfItsSize = i + 1 == sizes.size() || sizes.get(i + 1) > sizes.get(i);
            if (total > MAX_VALUES) {
                return largest;
            }
            largest = lastOfItsSize ? sizes.get(i) : largest;
        }
        return largest;
    }

    private static int size(Map<String, Object> node) {
        return SchemaKeywords.list(node, "enum").size();
    }

    private static boolean isTooLong(Map<String, Object> node) {
        List<?> values = SchemaKeywords.list(node, "enum");
        return values.size() > LARGE_ENUM
                && values.stream().allMatch(String.class::isInstance)
                && values.stream().mapToLong(value -> value.toString().length()).sum() > MAX_CHARACTERS_OF_A_LARGE_ENUM;
    }

    private static Map<String, Object> withoutEnum(Map<String, Object> node) {
        Object type = StrictKeywords.leaf(node).get("type");
        node.remove("enum");
        if (type != null) {
            node.put("type", type);
        }
        return node;
    }
}
