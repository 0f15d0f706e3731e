package dev.keelson.plugin.api.provider;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One message of a chat. */
public final class Message {
    private final Role role;
    private final String content;
    private final List<ToolCall> toolCalls;
    private final @Nullable String toolCallId;

    private Message(Role role, String content, List<ToolCall> toolCalls, @Nullable String toolCallId) {
        this.role = role;
        this.content = Objects.requireNonNull(content, "content");
        this.toolCalls = List.copyOf(toolCalls);
        this.toolCallId = toolCallId;
    }

    public static Message system(String content) {
        return new Message(Role.SYSTEM, content, List.of(), null);
    }

    public static Message user(String content) {
        return new Message(Role.USER, content, List.of(), null);
    }

    public static Message assistant(String content) {
        return new Message(Role.ASSISTANT, content, List.of(), null);
    }

    /** An assistant turn that asks for tools; {@code content} may be empty. */
    public static Message assistant(String content, List<ToolCall> toolCalls) {
        return new Message(Role.ASSISTANT, content, toolCalls, null);
    }

    /** The result of one tool call, as text. */
    public static Message tool(String toolCallId, String content) {
        return new Message(Role.TOOL, content, List.of(), Objects.requireNonNull(toolCallId, "toolCallId"));
    }

    public Role role() {
        return role;
    }

    public String content() {
        return content;
    }

    public List<ToolCall> toolCalls() {
        return toolCalls;
    }

    /** Present exactly on {@link Role#TOOL} messages. */
    public Optional<String> toolCallId() {
        return Optional.ofNullable(toolCallId);
    }
}
