package dev.keelson.plugin.api.provider;

import java.util.Objects;

/** A model's wish to call a tool. */
public final class ToolCall {
    private final String id;
    private final String name;
    private final String arguments;

    private ToolCall(String id, String name, String arguments) {
        this.id = Objects.requireNonNull(id, "id");
        this.name = Objects.requireNonNull(name, "name");
        this.arguments = Objects.requireNonNull(arguments, "arguments");
    }

    public static ToolCall of(String id, String name, String arguments) {
        return new ToolCall(id, name, arguments);
    }

    /** Pairs the call with its result. */
    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** JSON text as the model wrote it: possibly not valid JSON. Blank means no arguments. */
    public String arguments() {
        return arguments;
    }
}
