package dev.keelson.provider.anthropic;

import dev.keelson.provider.support.AllOf;
import dev.keelson.provider.support.SchemaKeywords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Folds every {@code allOf} of one schema document into plain schemas, references among its parts followed. Not
 * thread-safe.
 */
final class FoldedSchema {
    private static final int MAX_DEPTH = 8;
    /** Parts that refer to each other could multiply without end. */
    private static final int MAX_PARTS = 10_000;

    private final Map<?, ?> document;
    private int parts;

    FoldedSchema(Map<?, ?> document) {
        this.document = document;
    }

    /** The root with a reference at its top replaced by what it names, because a root must say that it is an object. */
    Map<?, ?> root() {
        return folded(target(document));
    }

    Map<?, ?> folded(Map<?, ?> schema) {
        return AllOf.merged(inlined(schema, 0));
    }

    /** Deeper nesting, such as that of a part which refers to itself, stays as it is. */
    private Map<?, ?> inlined(Map<?, ?> schema, int depth) {
        List<?> all = SchemaKeywords.list(schema, "allOf");
        boolean folds = all.size() > 1 || (all.size() == 1 && schema.containsKey("properties"));
        parts += all.size();
        if (!folds || depth > MAX_DEPTH || parts > MAX_PARTS) {
            return schema;
        }
        List<Object> resolved = new ArrayList<>();
        for (Object part : all) {
            resolved.add(part instanceof Map<?, ?> map ? inlined(target(map), depth + 1) : part);
        }
        Map<Object, Object> result = new LinkedHashMap<>(schema);
        result.put("allOf", resolved);
        return result;
    }

    private Map<?, ?> target(Map<?, ?> schema) {
        if (schema.get("$ref") instanceof String reference) {
            return SchemaKeywords.resolve(document, reference).orElse(schema);
        }
        return schema;
    }
}
