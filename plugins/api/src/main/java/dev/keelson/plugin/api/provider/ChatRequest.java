package dev.keelson.plugin.api.provider;

import dev.keelson.plugin.api.tool.ToolSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One model call. An agent's examples come as pairs of user and assistant messages before the last user message, which
 * holds the input as JSON text.
 */
public final class ChatRequest {
    private final String model;
    private final List<Message> messages;
    private final List<ToolSpec> tools;
    private final @Nullable OutputSchema outputSchema;
    private final @Nullable Double temperature;
    private final @Nullable Integer maxOutputTokens;
    private final @Nullable Double topP;
    private final @Nullable ReasoningEffort reasoningEffort;
    private final boolean parallelToolCalls;
    private final boolean webSearch;
    private final Duration timeout;

    private ChatRequest(Builder builder) {
        model = builder.model;
        messages = List.copyOf(builder.messages);
        tools = List.copyOf(builder.tools);
        outputSchema = builder.outputSchema;
        temperature = builder.temperature;
        maxOutputTokens = builder.maxOutputTokens;
        topP = builder.topP;
        reasoningEffort = builder.reasoningEffort;
        parallelToolCalls = builder.parallelToolCalls;
        webSearch = builder.webSearch;
        timeout = builder.timeout;
    }

    public static Builder model(String model) {
        return new Builder(model);
    }

    public String model() {
        return model;
    }

    public List<Message> messages() {
        return messages;
    }

    public List<ToolSpec> tools() {
        return tools;
    }

    /** Empty when free text is wanted. */
    public Optional<OutputSchema> outputSchema() {
        return Optional.ofNullable(outputSchema);
    }

    /** Left out by a provider whose model refuses it; the response's notes say so. */
    public Optional<Double> temperature() {
        return Optional.ofNullable(temperature);
    }

    public Optional<Integer> maxOutputTokens() {
        return Optional.ofNullable(maxOutputTokens);
    }

    /** Left out by a provider whose model refuses it; the response's notes say so. */
    public Optional<Double> topP() {
        return Optional.ofNullable(topP);
    }

    /** Empty leaves it to the model. */
    public Optional<ReasoningEffort> reasoningEffort() {
        return Optional.ofNullable(reasoningEffort);
    }

    /** Whether the model may ask for several tools in one turn. */
    public boolean parallelToolCalls() {
        return parallelToolCalls;
    }

    /** Whether the provider's own web search may be used; needs {@link Capability#WEB_SEARCH}. */
    public boolean webSearch() {
        return webSearch;
    }

    /** What is left of the execution's deadline for this call. */
    public Duration timeout() {
        return timeout;
    }

    /** Builds a request; defaults: parallel tool calls, no web search, timeout 30 s. */
    public static final class Builder {
        private final String model;
        private final List<Message> messages = new ArrayList<>();
        private final List<ToolSpec> tools = new ArrayList<>();
        private @Nullable OutputSchema outputSchema;
        private @Nullable Double temperature;
        private @Nullable Integer maxOutputTokens;
        private @Nullable Double topP;
        private @Nullable ReasoningEffort reasoningEffort;
        private boolean parallelToolCalls = true;
        private boolean webSearch;
        private Duration timeout = Duration.ofSeconds(30);

        private Builder(String model) {
            this.model = Objects.requireNonNull(model, "model");
        }

        public Builder message(Message message) {
            messages.add(message);
            return this;
        }

        public Builder messages(List<Message> all) {
            messages.addAll(all);
            return this;
        }

        public Builder tools(List<ToolSpec> all) {
            tools.addAll(all);
            return this;
        }

        public Builder outputSchema(OutputSchema schema) {
            outputSchema = schema;
            return this;
        }

        public Builder temperature(double value) {
            temperature = value;
            return this;
        }

        public Builder maxOutputTokens(int value) {
            maxOutputTokens = value;
            return this;
        }

        public Builder topP(double value) {
            topP = value;
            return this;
        }

        public Builder reasoningEffort(ReasoningEffort value) {
            reasoningEffort = Objects.requireNonNull(value, "value");
            return this;
        }

        public Builder parallelToolCalls(boolean allowed) {
            parallelToolCalls = allowed;
            return this;
        }

        public Builder webSearch(boolean allowed) {
            webSearch = allowed;
            return this;
        }

        public Builder timeout(Duration value) {
            timeout = Objects.requireNonNull(value, "value");
            return this;
        }

        public ChatRequest build() {
            return new ChatRequest(this);
        }
    }
}
