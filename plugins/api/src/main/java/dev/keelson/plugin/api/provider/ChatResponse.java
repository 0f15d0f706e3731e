package dev.keelson.plugin.api.provider;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
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
    private final @Nullable String requestId;
    private final List<Citation> citations;
    private final RateLimits rateLimits;
    private final OptionalLong reportedCostNanoUsd;
    private final @Nullable Object providerState;

    private ChatResponse(Builder builder) {
        model = builder.model;
        content = builder.content;
        toolCalls = List.copyOf(builder.toolCalls);
        finishReason = builder.finishReason;
        usage = builder.usage;
        refusal = builder.refusal;
        responseId = builder.responseId;
        notes = List.copyOf(builder.notes);
        requestId = builder.requestId;
        citations = List.copyOf(builder.citations);
        rateLimits = builder.rateLimits;
        reportedCostNanoUsd = builder.reportedCostNanoUsd;
        providerState = builder.providerState;
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

    /** The provider's id of the HTTP request, as its support asks for. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** In the order in which the provider named them. */
    public List<Citation> citations() {
        return citations;
    }

    public RateLimits rateLimits() {
        return rateLimits;
    }

    /** What the provider says that this call cost, in nano-USD; goes before any price list. */
    public OptionalLong reportedCostNanoUsd() {
        return reportedCostNanoUsd;
    }

    /** JDK maps and lists that the provider wants back with this turn; see {@link Message#providerState()}. */
    public Optional<Object> providerState() {
        return Optional.ofNullable(providerState);
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
        private @Nullable String requestId;
        private List<Citation> citations = List.of();
        private RateLimits rateLimits = RateLimits.unknown();
        private OptionalLong reportedCostNanoUsd = OptionalLong.empty();
        private @Nullable Object providerState;

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

        public Builder requestId(String id) {
            requestId = id;
            return this;
        }

        public Builder citations(List<Citation> all) {
            citations = all;
            return this;
        }

        public Builder rateLimits(RateLimits limits) {
            rateLimits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        public Builder reportedCostNanoUsd(long cost) {
            reportedCostNanoUsd = OptionalLong.of(cost);
            return this;
        }

        public Builder providerState(Object state) {
            providerState = Objects.requireNonNull(state, "state");
            return this;
        }

        public ChatResponse build() {
            return new ChatResponse(this);
        }
    }
}
