package dev.keelson.plugin.api.tool;

import java.util.Map;
import java.util.Objects;

/** What a model is told about a tool. */
public final class ToolSpec {
    private final String name;
    private final String description;
    private final Map<String, Object> inputSchema;

    private ToolSpec(String name, String description, Map<String, Object> inputSchema) {
        this.name = Objects.requireNonNull(name, "name");
        this.description = Objects.requireNonNull(description, "description");
        this.inputSchema = Objects.requireNonNull(inputSchema, "inputSchema");
    }

    /**
     * {@code name}: at most 64 letters, digits, hyphens and underscores. {@code inputSchema}: JSON Schema 2020-12 of the
     * arguments as JDK maps and lists, with an object at its root.
     */
    public static ToolSpec of(String name, String description, Map<String, Object> inputSchema) {
        return new ToolSpec(name, description, inputSchema);
    }

    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    /** Not to be modified. */
    public Map<String, Object> inputSchema() {
        return inputSchema;
    }
}
