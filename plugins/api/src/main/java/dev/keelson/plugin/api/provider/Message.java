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
    private final List<Attachment> attachments;
    private final @Nullable Object providerState;

    private Message(Role role, String content, List<ToolCall> toolCalls, @Nullable String toolCallId) {
        this(role, content, toolCalls, toolCallId, List.of(), null);
    }

    private Message(
            Role role,
            String content,
            List<ToolCall> toolCalls,
            @Nullable String toolCallId,
            List<Attachment> attachments,
            @Nullable Object providerState) {
        this.role = role;
        this.content = Objects.requireNonNull(content, "content");
        this.toolCalls = List.copyOf(toolCalls);
        this.toolCallId = toolCallId;
        this.attachments = List.copyOf(attachments);
        this.providerState = providerState;
    }

    public static Message system(String content) {
        return new Message(Role.SYSTEM, content, List.of(), null);
    }

    public static Message user(String content) {
        return new Message(Role.USER, content, List.of(), null);
    }

    /** A user message with files; providers without the capability for one of them fail with UNSUPPORTED. */
    public static Message user(String content, List<Attachment> attachments) {
        return new Message(Role.USER, content, List.of(), null, attachments, null);
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

    /** A copy that carries what {@link ChatResponse#providerState()} gave with this turn. */
    public Message withProviderState(Object state) {
        return new Message(role, content, toolCalls, toolCallId, attachments, Objects.requireNonNull(state, "state"));
    }

    /** A copy for another provider or model than the one that gave the state. */
    public Message withoutProviderState() {
        return providerState == null ? this : new Message(role, content, toolCalls, toolCallId, attachments, null);
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

    /** Only on {@link Role#USER} messages. */
    public List<Attachment> attachments() {
        return attachments;
    }

    /**
     * What the provider itself gave with this assistant turn and wants back unchanged, such as encrypted reasoning or
     * signatures. The host hands it to the same provider and model only.
     */
    public Optional<Object> providerState() {
        return Optional.ofNullable(providerState);
    }

    /** Present exactly on {@link Role#TOOL} messages. */
    public Optional<String> toolCallId() {
        return Optional.ofNullable(toolCallId);
    }
}
