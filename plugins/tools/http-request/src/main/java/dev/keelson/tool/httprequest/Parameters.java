package dev.keelson.tool.httprequest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The arguments that a model may give, as JSON Schema. Closed unless the author opened it, so that a model can't smuggle in
 * a parameter that nobody declared.
 */
record Parameters(Map<String, Object> schema) {
    static final Map<String, Object> NONE = Map.of("type", "object", "properties", Map.of());

    static Parameters of(Map<?, ?> declared) {
        Map<String, Object> schema = new LinkedHashMap<>();
        declared.forEach((key, value) -> schema.put(key.toString(), value));
        schema.putIfAbsent("properties", Map.of());
        schema.putIfAbsent("additionalProperties", false);
        return new Parameters(schema);
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.keySet().forEach(name -> names.add(name.toString()));
        }
        return names;
    }

    boolean isRequired(String name) {
        return schema.get("required") instanceof List<?> required && required.contains(name);
    }

    boolean allowsOthers() {
        return !Boolean.FALSE.equals(schema.get("additionalProperties"));
    }
}
