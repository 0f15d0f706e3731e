package dev.keelson.provider.google;

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
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The Gemini API over generateContent. Holds no state between calls. */
final class GoogleProvider implements Provider {
    private static final int MAX_ANSWER_BYTES = 16 << 20;
    private static final int MAX_LIST_BYTES = 4 << 20;
    private static final Duration LIST_TIMEOUT = Duration.ofSeconds(15);
    private static final Set<Capability> CAPABILITIES = Set.of(
            Capability.TEXT_GENERATION,
            Capability.JSON_OUTPUT,
            Capability.TOOLS,
            Capability.STREAMING,
            Capability.IMAGES,
            Capability.DOCUMENTS,
            Capability.WEB_SEARCH);

    private final GoogleSettings settings;
    private final HttpChat http;
    private final RequestMapper requests;
    private final AnswerMapper answers;
    private final ErrorMapper errors;
    private final ModelListMapper modelLists;

    GoogleProvider(GoogleSettings settings, PluginContext context) {
        this.settings = settings;
        this.http = new HttpChat(context.http());
        this.requests = new RequestMapper(context.json());
        this.errors = new ErrorMapper(settings.apiKey(), context.json(), context.clock());
        this.answers = new AnswerMapper(context.json(), errors);
        this.modelLists = new ModelListMapper(answers);
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
        return http.send(request.timeout(), () -> exchange(request, settings.generateUri(request.model()), false));
    }

    @Override
    public Flow.Publisher<ChatChunk> stream(ChatRequest request) {
        return http.stream(request.timeout(), () -> exchange(request, settings.streamUri(request.model()), true));
    }

    /** Lists what can generate content; one page holds all that there is. */
    @Override
    public CompletionStage<List<ModelInfo>> listModels() {
        OutboundRequest request = withKey(OutboundRequest.get(settings.modelsUri()), "application/json")
                .timeout(LIST_TIMEOUT)
                .maxResponseBytes(MAX_LIST_BYTES)
                .build();
        return http.send(request, (head, body) -> modelLists.read(body), errors::ofStatus);
    }

    private Exchange exchange(ChatRequest request, URI uri, boolean streamed) {
        WireRequest wire = requests.map(request);
        var outbound = withKey(OutboundRequest.post(uri), streamed ? "text/event-stream" : "application/json")
                .json(wire.body())
                .timeout(request.timeout())
                .maxResponseBytes(MAX_ANSWER_BYTES)
                .build();
        return new GenerateContentExchange(wire, outbound, answers, errors);
    }

    /** The key travels in a header: an address ends up in logs. */
    private OutboundRequest.Builder withKey(OutboundRequest.Builder request, String accept) {
        return request.header("x-goog-api-key", settings.apiKey().value()).header("Accept", accept);
    }
}
