package dev.keelson.provider.openai;

import dev.keelson.provider.support.SchemaKeywords;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reorders properties so that the objects of one {@code anyOf} start with different ones: OpenAI tells them apart by the
 * first key and refuses the schema otherwise.
 */
final class FirstKeys {
    private final Map<String, Object> root;
    /** Objects whose first key was chosen already, by identity: several unions may refer to one definition. */
    private final Set<Object> settled = Collections.newSetFromMap(new IdentityHashMap<>());

    private boolean distinct = true;

    private FirstKeys(Map<String, Object> root) {
        this.root = root;
    }

    /** A copy with distinct first keys; empty when there is no such order. */
    static Optional<Map<String, Object>> distinct(Map<String, Object> schema) {
        Map<String, Object> copy = SchemaNodes.rewritten(schema, node -> node);
        var keys = new FirstKeys(copy);
        keys.visit(copy, 0);
        return keys.distinct ? Optional.of(copy) : Optional.empty();
    }

    private void visit(@Nullable Object value, int depth) {
        if (depth > 2 * SchemaKeywords.MAX_DEPTH) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            separate(SchemaKeywords.list(map, "anyOf"));
            map.values().forEach(child -> visit(child, depth + 1));
        } else if (value instanceof List<?> list) {
            list.forEach(child -> visit(child, depth + 1));
        }
    }

    private void separate(List<?> branches) {
        Set<String> taken = new HashSet<>();
        List<Map<String, Object>> objects = branches.stream()
                .map(this::properties)
                .filter(map -> !map.isEmpty())
                .toList();
        objects.stream().filter(settled::contains).forEach(properties -> distinct &= taken.add(first(properties)));
        objects.stream().filter(each -> !settled.contains(each)).forEach(properties -> settle(properties, taken));
    }

    private void settle(Map<String, Object> properties, Set<String> taken) {
        Optional<String> free = properties.keySet().stream()
                .filter(name -> !taken.contains(name))
                .findFirst();
        distinct &= free.isPresent();
        free.ifPresent(name -> {
            moveToFront(properties, name);
            taken.add(name);
            settled.add(properties);
        });
    }

    /** The properties of the object that a branch describes; empty when it describes none. */
    @SuppressWarnings("unchecked") // the copy was made with text keys throughout
    private Map<String, Object> properties(@Nullable Object branch) {
        Map<?, ?> schema = branch instanceof Map<?, ?> map ? map : Map.of();
        if (schema.get("$ref") instanceof String reference) {
            schema = SchemaKeywords.resolve(root, reference).orElse(Map.of());
        }
        return (Map<String, Object>) SchemaKeywords.map(schema, "properties");
    }

    private static String first(Map<String, Object> properties) {
        return properties.keySet().iterator().next();
    }

    private static void moveToFront(Map<String, Object> properties, String name) {
        Map<String, Object> others = new LinkedHashMap<>(properties);
        Object chosen = others.remove(name);
        properties.clear();
        properties.put(name, chosen);
        properties.putAll(others);
    }
}
