package dev.keelson.plugin.api.provider;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model's answer. */
public final class ChatResponse {
    private final String model;
    private final String content;
    private final List<ToolCall> toolCalls;
    private final FinishReason finishReason;
    private final Usage usage;
    private final @Nullable String refusal;
    private final @Nullable String responseId;
    private final List<String> notes;

    private ChatResponse(Builder builder) {
        model = builder.model;
        content = builder.content;
        toolCalls = List.copyOf(builder.toolCalls);
        finishReason = builder.finishReason;
        usage = builder.usage;
        refusal = builder.refusal;
        responseId = builder.responseId;
        notes = List.copyOf(builder.notes);
    }

    /** {@code model}: the model that answered, as exactly as the provider says. */
    public static Builder model(String model) {
        return new Builder(model);
    }

    public String model() {
        return model;
    }

    /** The text, or the JSON text when a schema was asked for; empty when there are only tool calls. */
    public String content() {
        return content;
    }

    public List<ToolCall> toolCalls() {
        return toolCalls;
    }

    public FinishReason finishReason() {
        return finishReason;
    }

    public Usage usage() {
        return usage;
    }

    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The provider's own id of this answer, for support requests. */
    public Optional<String> responseId() {
        return Optional.ofNullable(responseId);
    }

    /** What the provider wants the trace to say, such as the fields that it could not fill. */
    public List<String> notes() {
        return notes;
    }

    /** Builds a response; defaults: empty content, {@link FinishReason#STOP}, no usage. */
    public static final class Builder {
        private final String model;
        private String content = "";
        private List<ToolCall> toolCalls = List.of();
        private FinishReason finishReason = FinishReason.STOP;
        private Usage usage = Usage.none();
        private @Nullable String refusal;
        private @Nullable String responseId;
        private List<String> notes = List.of();

        private Builder(String model) {
            this.model = Objects.requireNonNull(model, "model");
        }

        public Builder content(String text) {
            content = Objects.requireNonNull(text, "text");
            return this;
        }

        public Builder toolCalls(List<ToolCall> calls) {
            toolCalls = calls;
            return this;
        }

        public Builder finishReason(FinishReason reason) {
            finishReason = Objects.requireNonNull(reason, "reason");
            return this;
        }

        public Builder usage(Usage value) {
            usage = Objects.requireNonNull(value, "value");
            return this;
        }

        public Builder refusal(String text) {
            refusal = text;
            return this;
        }

        public Builder responseId(String id) {
            responseId = id;
            return this;
        }

        public Builder notes(List<String> all) {
            notes = all;
            return this;
        }

        public ChatResponse build() {
            return new ChatResponse(this);
        }
    }
}
