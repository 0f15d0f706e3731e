package dev.keelson.provider.google;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes recursive definitions acceptable: Gemini refuses a cycle that runs through required properties, so properties that
 * lead into one become optional. The host still requires them.
 */
final class RequiredCycles {
    private static final String DEFS = "#/$defs/";

    private final Set<String> cyclic;

    private RequiredCycles(Set<String> cyclic) {
        this.cyclic = cyclic;
    }

    static Map<String, Object> broken(Map<String, Object> lowered, Map<String, Object> definitions) {
        Set<String> cyclic = cyclic(definitions);
        return cyclic.isEmpty() ? lowered : new RequiredCycles(cyclic).relaxedMap(lowered);
    }

    /** The definitions that lead back to themselves. */
    private static Set<String> cyclic(Map<String, Object> definitions) {
        Map<String, Set<String>> named = new HashMap<>();
        definitions.forEach((name, definition) -> named.put(name, references(definition)));
        Set<String> result = new HashSet<>();
        named.forEach((name, direct) -> {
            Set<String> reached = new HashSet<>(direct);
            Set<String> news = direct;
            while (!news.isEmpty()) {
                Set<String> next = new HashSet<>();
                news.forEach(each -> next.addAll(named.getOrDefault(each, Set.of())));
                next.removeAll(reached);
                reached.addAll(next);
                news = next;
            }
            if (reached.contains(name)) {
                result.add(name);
            }
        });
        return result;
    }

    private static Set<String> references(@Nullable Object node) {
        Set<String> names = new HashSet<>();
        if (node instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference && reference.startsWith(DEFS)) {
                names.add(reference.substring(DEFS.length()));
            }
            map.values().forEach(child -> names.addAll(references(child)));
        } else if (node instanceof List<?> list) {
            list.forEach(child -> names.addAll(references(child)));
        }
        return names;
    }

    private Map<String, Object> relaxedMap(Map<?, ?> node) {
        Map<String, Object> result = new LinkedHashMap<>();
        node.forEach((key, value) -> result.put(key.toString(), relaxed(value)));
        if (node.get("properties") instanceof Map<?, ?> properties
                && node.get("required") instanceof List<?> required) {
            List<?> harmless = required.stream()
                    .filter(name -> !leadsIntoCycle(properties.get(name)))
                    .toList();
            if (harmless.isEmpty()) {
                result.remove("required");
            } else {
                result.put("required", harmless);
            }
        }
        return result;
    }

    private Object relaxed(Object value) {
        if (value instanceof Map<?, ?> map) {
            return relaxedMap(map);
        }
        return value instanceof List<?> list ? list.stream().map(this::relaxed).toList() : value;
    }

    private boolean leadsIntoCycle(@Nullable Object property) {
        return references(property).stream().anyMatch(cyclic::contains);
    }
}
