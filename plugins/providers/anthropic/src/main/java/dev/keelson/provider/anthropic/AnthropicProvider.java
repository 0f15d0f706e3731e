package dev.keelson.provider.anthropic;

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

/** One account at Anthropic, or a gateway that speaks the same. Holds no state between calls. */
final class AnthropicProvider implements Provider {
    private static final Set<Capability> CAPABILITIES = Set.of(
            Capability.TEXT_GENERATION,
            Capability.JSON_OUTPUT,
            Capability.STREAMING,
            Capability.TOOLS,
            Capability.IMAGES,
            Capability.DOCUMENTS,
            Capability.WEB_SEARCH);
    private static final int MAX_ANSWER_BYTES = 16 << 20;
    private static final int MAX_MODELS_BYTES = 4 << 20;
    private static final Duration MODELS_TIMEOUT = Duration.ofSeconds(10);

    private final AnthropicSettings settings;
    private final HttpChat http;
    private final RequestMapper requests;
    private final AnswerMapper answers;
    private final ErrorMapper errors;

    AnthropicProvider(AnthropicSettings settings, PluginContext context) {
        this.settings = settings;
        this.http = new HttpChat(context.http());
        this.requests = new RequestMapper(settings.servesSampling(), context.json());
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

    @Override
    public CompletionStage<List<ModelInfo>> listModels() {
        OutboundRequest request = authorized(OutboundRequest.get(settings.modelsUri()))
                .timeout(MODELS_TIMEOUT)
                .maxResponseBytes(MAX_MODELS_BYTES)
                .build();
        return http.send(request, (head, body) -> ModelsAnswer.read(answers.fields(body)), errors::ofStatus);
    }

    private Exchange exchange(WireRequest wire, Duration timeout) {
        OutboundRequest outbound = authorized(OutboundRequest.post(settings.messagesUri()))
                .json(wire.body())
                .header("Accept", wire.isStreamed() ? "text/event-stream" : "application/json")
                .timeout(timeout)
                .maxResponseBytes(MAX_ANSWER_BYTES)
                .build();
        return new MessagesExchange(wire, outbound, answers, errors);
    }

    private OutboundRequest.Builder authorized(OutboundRequest.Builder request) {
        return request.header("Authorization", settings.apiKey().header())
                .header("anthropic-version", settings.version());
    }
}
