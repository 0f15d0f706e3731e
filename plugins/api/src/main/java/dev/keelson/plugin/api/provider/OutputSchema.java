package dev.keelson.plugin.api.provider;

import java.util.Map;
import java.util.Objects;

/**
 * The JSON Schema (2020-12) that the answer must follow. {@code x-keelson-values} on an {@code enum} maps each value to
 * its meaning; a provider that does not know the keyword ignores or removes it.
 */
public final class OutputSchema {
    private final String name;
    private final Map<String, Object> schema;

    private OutputSchema(String name, Map<String, Object> schema) {
        this.name = Objects.requireNonNull(name, "name");
        this.schema = Objects.requireNonNull(schema, "schema");
    }

    /** {@code name}: letters, digits, hyphens and underscores, at most 64. */
    public static OutputSchema of(String name, Map<String, Object> schema) {
        return new OutputSchema(name, schema);
    }

    public String name() {
        return name;
    }

    /** JDK maps and lists; not to be modified. */
    public Map<String, Object> schema() {
        return schema;
    }
}
