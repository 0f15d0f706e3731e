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
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** One upstream that speaks Chat Completions. Holds no state between calls. */
final class OpenAiCompatibleProvider implements Provider {
    private static final int MAX_ANSWER_BYTES = 16 << 20;

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
        this.answers = new AnswerMapper(context.json(), errors);
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> all = EnumSet.of(Capability.TEXT_GENERATION, Capability.JSON_OUTPUT);
        if (settings.traits().streaming()) {
            all.add(Capability.STREAMING);
        }
        if (settings.traits().tools()) {
            all.add(Capability.TOOLS);
        }
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

    private Exchange exchange(WireRequest wire, Duration timeout) {
        return new ChatCompletionsExchange(wire, outbound(wire, timeout), answers, errors);
    }

    private OutboundRequest outbound(WireRequest wire, Duration timeout) {
        var builder = OutboundRequest.post(settings.chatUri())
                .json(wire.body())
                .header("Accept", wire.isStreamed() ? "text/event-stream" : "application/json")
                .timeout(timeout)
                .maxResponseBytes(MAX_ANSWER_BYTES);
        if (settings.apiKey().isPresent()) {
            builder = builder.header("Authorization", settings.apiKey().header());
        }
        return builder.build();
    }

    private void requireStreaming() {
        if (!settings.traits().streaming()) {
            throw new PluginException(ErrorType.UNSUPPORTED, "this upstream is configured as one that can't stream");
        }
    }
}
