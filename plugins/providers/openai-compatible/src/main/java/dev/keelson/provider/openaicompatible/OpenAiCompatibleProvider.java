package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.PluginException;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** One upstream that speaks Chat Completions. Holds no state between calls. */
final class OpenAiCompatibleProvider implements Provider {
    private static final int MAX_ANSWER_BYTES = 16 << 20;
    private static final Duration LIST_TIMEOUT = Duration.ofSeconds(15);
    private static final Map<Trait, Capability> CAPABILITIES = Map.of(
            Trait.STREAMING, Capability.STREAMING,
            Trait.TOOLS, Capability.TOOLS,
            Trait.IMAGES, Capability.IMAGES,
            Trait.DOCUMENTS, Capability.DOCUMENTS);

    private final UpstreamSettings settings;
    private final HttpChat http;
    private final RequestMapper requests;
    private final AnswerMapper answers;
    private final ErrorMapper errors;

    OpenAiCompatibleProvider(UpstreamSettings settings, PluginContext context) {
        this.settings = settings;
        this.http = new HttpChat(context.http());
        this.requests = new RequestMapper(settings.traits(), context.json());
        this.errors = new ErrorMapper(settings.apiKey(), context.json(), context.clock());
        this.answers = new AnswerMapper(context.json(), errors, settings.traits());
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> all = EnumSet.of(Capability.TEXT_GENERATION, Capability.JSON_OUTPUT);
        CAPABILITIES.forEach((trait, capability) -> {
            if (settings.traits().has(trait)) {
                all.add(capability);
            }
        });
        return Set.copyOf(all);
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
        return http.stream(request.timeout(), () -> {
            requireStreaming();
            return exchange(requests.streamed(request), request.timeout());
        });
    }

    @Override
    public CompletionStage<List<ModelInfo>> listModels() {
        OutboundRequest request = authorized(OutboundRequest.get(settings.modelsUri()))
                .header("Accept", "application/json")
                .timeout(LIST_TIMEOUT)
                .maxResponseBytes(MAX_ANSWER_BYTES)
                .build();
        return http.send(request, (head, body) -> ModelsReader.read(answers.fields(head, body)), errors::ofStatus);
    }

    private Exchange exchange(WireRequest wire, Duration timeout) {
        return new ChatCompletionsExchange(wire, outbound(wire, timeout), answers, errors);
    }

    private OutboundRequest outbound(WireRequest wire, Duration timeout) {
        return authorized(OutboundRequest.post(settings.chatUri()))
                .json(wire.body())
                .header("Accept", wire.isStreamed() ? "text/event-stream" : "application/json")
                .timeout(timeout)
                .maxResponseBytes(MAX_ANSWER_BYTES)
                .build();
    }

    private OutboundRequest.Builder authorized(OutboundRequest.Builder request) {
        return settings.apiKey().isPresent()
                ? request.header("Authorization", settings.apiKey().header())
                : request;
    }

    private void requireStreaming() {
        if (!settings.traits().has(Trait.STREAMING)) {
            throw new PluginException(ErrorType.UNSUPPORTED, "this upstream is configured as one that can't stream");
        }
    }
}
