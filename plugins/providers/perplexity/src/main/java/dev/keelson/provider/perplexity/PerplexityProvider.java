package dev.keelson.provider.perplexity;

import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.plugin.api.provider.Provider;
import dev.keelson.provider.support.Exchange;
import dev.keelson.provider.support.HttpChat;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * One account at Perplexity, reached over the Agent API. Holds no state between calls. Models are not asked for upstream:
 * the list there is open to everybody and would prove nothing about the credential.
 */
final class PerplexityProvider implements Provider {
    private static final int MAX_ANSWER_BYTES = 16 << 20;
    private static final Set<Capability> CAPABILITIES = Set.of(
            Capability.TEXT_GENERATION,
            Capability.JSON_OUTPUT,
            Capability.STREAMING,
            Capability.TOOLS,
            Capability.IMAGES,
            Capability.WEB_SEARCH);

    private final PerplexitySettings settings;
    private final HttpChat http;
    private final RequestMapper requests;
    private final AnswerMapper answers;
    private final ErrorMapper errors;

    PerplexityProvider(PerplexitySettings settings, PluginContext context) {
        this.settings = settings;
        this.http = new HttpChat(context.http());
        this.requests = new RequestMapper(context.json());
        this.errors = new ErrorMapper(settings.apiKey(), context.json(), context.clock());
        this.answers = new AnswerMapper(context.json(), errors);
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public List<ModelInfo> models() {
        return settings.models();
    }

    @Override
    public CompletionStage<ChatResponse> chat(ChatRequest request) {
        return http.send(request.timeout(), () -> exchange(requests.whole(request), request.timeout()));
    }

    @Override
    public Flow.Publisher<ChatChunk> stream(ChatRequest request) {
        return http.stream(request.timeout(), () -> exchange(requests.streamed(request), request.timeout()));
    }

    private Exchange exchange(WireRequest wire, Duration timeout) {
        OutboundRequest outbound = OutboundRequest.post(settings.agentUri())
                .json(wire.body())
                .header("Accept", wire.isStreamed() ? "text/event-stream" : "application/json")
                .header("Authorization", settings.apiKey().header())
                .timeout(timeout)
                .maxResponseBytes(MAX_ANSWER_BYTES)
                .build();
        return new AgentExchange(wire, outbound, answers, errors);
    }
}
