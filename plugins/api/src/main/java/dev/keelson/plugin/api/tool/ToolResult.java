package dev.keelson.plugin.api.tool;

import java.util.Objects;

/** What a tool call gave. */
public final class ToolResult {
    private final String content;
    private final boolean error;

    private ToolResult(String content, boolean error) {
        this.content = Objects.requireNonNull(content, "content");
        this.error = error;
    }

    public static ToolResult success(String content) {
        return new ToolResult(content, false);
    }

    /** A failure that the model is told about, such as a 404 from the called system. */
    public static ToolResult error(String content) {
        return new ToolResult(content, true);
    }

    /** Text for the model; often JSON. */
    public String content() {
        return content;
    }

    public boolean isError() {
        return error;
    }
}
