package dev.keelson.provider.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings an answer that follows a lowered schema back to the original one: drops the nulls that stand for an optional
 * property which was left out, and keeps those that the original allows.
 */
public final class AnswerRestorer {
    private final Map<?, ?> root;

    public AnswerRestorer(Map<?, ?> root) {
        this.root = root;
    }

    @Nullable
    public Object restore(@Nullable Object answer) {
        return restored(answer, parts(root, 0), 0);
    }

    /** {@code schemas}: all that may describe the value. */
    private @Nullable Object restored(@Nullable Object value, List<Map<?, ?>> schemas, int depth) {
        if (depth > SchemaKeywords.MAX_DEPTH) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return restoredObject(map, schemas, depth);
        }
        if (value instanceof List<?> list) {
            List<Map<?, ?>> items = children(schemas, "items", depth);
            List<@Nullable Object> result = new ArrayList<>();
            list.forEach(item -> result.add(restored(item, items, depth + 1)));
            return result;
        }
        return value;
    }

    private Map<String, Object> restoredObject(Map<?, ?> object, List<Map<?, ?>> schemas, int depth) {
        Map<String, Object> result = new LinkedHashMap<>();
        object.forEach((key, value) -> {
            String name = key.toString();
            List<Map<?, ?>> owners = owners(schemas, name);
            if (value != null || !standsForAbsence(owners, name)) {
                List<Map<?, ?>> properties = owners.stream()
                        .flatMap(owner ->
                                children(List.of(SchemaKeywords.map(owner, "properties")), name, depth).stream())
                        .toList();
                result.put(name, restored(value, properties, depth + 1));
            }
        });
        return result;
    }

    private static List<Map<?, ?>> owners(List<Map<?, ?>> schemas, String property) {
        return schemas.stream()
                .filter(schema -> SchemaKeywords.map(schema, "properties").containsKey(property))
                .toList();
    }

    private boolean standsForAbsence(List<Map<?, ?>> owners, String property) {
        return !owners.isEmpty()
                && owners.stream()
                        .noneMatch(owner -> allowsNull(
                                SchemaKeywords.map(owner, "properties").get(property), 0))
                && owners.stream()
                        .anyMatch(
                                owner -> !SchemaKeywords.list(owner, "required").contains(property));
    }

    private boolean allowsNull(@Nullable Object node, int depth) {
        if (!(node instanceof Map<?, ?> schema) || depth > SchemaKeywords.MAX_DEPTH) {
            return !Boolean.FALSE.equals(node);
        }
        return typeAllowsNull(schema)
                && valuesAllowNull(schema)
                && referenceAllowsNull(schema, depth)
                && branchesAllowNull(schema, depth);
    }

    private boolean referenceAllowsNull(Map<?, ?> schema, int depth) {
        return !(schema.get("$ref") instanceof String reference)
                || SchemaKeywords.resolve(root, reference)
                        .map(target -> allowsNull(target, depth + 1))
                        .orElse(true);
    }

    private boolean branchesAllowNull(Map<?, ?> schema, int depth) {
        List<?> any = SchemaKeywords.list(schema, "anyOf");
        List<?> one = SchemaKeywords.list(schema, "oneOf");
        return (any.isEmpty() || any.stream().anyMatch(branch -> allowsNull(branch, depth + 1)))
                && (one.isEmpty() || one.stream().anyMatch(branch -> allowsNull(branch, depth + 1)))
                && SchemaKeywords.list(schema, "allOf").stream().allMatch(part -> allowsNull(part, depth + 1));
    }

    private static boolean typeAllowsNull(Map<?, ?> schema) {
        return !schema.containsKey("type")
                || "null".equals(schema.get("type"))
                || SchemaKeywords.list(schema, "type").contains("null");
    }

    private static boolean valuesAllowNull(Map<?, ?> schema) {
        boolean listed = !schema.containsKey("enum")
                || SchemaKeywords.list(schema, "enum").stream().anyMatch(Objects::isNull);
        return listed && (!schema.containsKey("const") || schema.get("const") == null);
    }

    private List<Map<?, ?>> children(List<Map<?, ?>> schemas, String key, int depth) {
        return schemas.stream()
                .map(schema -> schema.get(key))
                .flatMap(child -> parts(child, depth).stream())
                .toList();
    }

    /** The schema itself and all that it is composed of, references followed. */
    private List<Map<?, ?>> parts(@Nullable Object node, int depth) {
        List<Map<?, ?>> all = new ArrayList<>();
        collect(node, all, depth);
        return all;
    }

    private void collect(@Nullable Object node, List<Map<?, ?>> all, int depth) {
        if (!(node instanceof Map<?, ?> schema) || depth > SchemaKeywords.MAX_DEPTH || containsSame(all, schema)) {
            return;
        }
        all.add(schema);
        if (schema.get("$ref") instanceof String reference) {
            SchemaKeywords.resolve(root, reference).ifPresent(target -> collect(target, all, depth + 1));
        }
        for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
            SchemaKeywords.list(schema, keyword).forEach(part -> collect(part, all, depth + 1));
        }
    }

    private static boolean containsSame(List<Map<?, ?>> all, Map<?, ?> schema) {
        return all.stream().anyMatch(known -> known == schema);
    }
}
