package dev.keelson.provider.openai;

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
import dev.keelson.provider.openai.ModelRule.Home;
import dev.keelson.provider.support.Exchange;
import dev.keelson.provider.support.HttpChat;
import dev.keelson.provider.support.JsonFields;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The models of OpenAI behind one API key. Holds no state between calls but the strict forms of schemas. */
final class OpenAiProvider implements Provider {
    private static final int MAX_ANSWER_BYTES = 16 << 20;
    private static final Duration LISTING_LIMIT = Duration.ofSeconds(15);

    private final OpenAiSettings settings;
    private final HttpChat http;
    private final ErrorMapper errors;
    private final AnswerReader responses;
    private final AnswerReader chat;

    OpenAiProvider(OpenAiSettings settings, PluginContext context) {
        this.settings = settings;
        this.http = new HttpChat(context.http());
        this.errors = new ErrorMapper(settings.apiKey(), context.json(), context.clock());
        var requests = new Requests(context.json(), new SchemaCache());
        var responsesFormat = new ResponsesFormat(requests, new ResponsesAnswers(errors));
        this.responses = new AnswerReader(responsesFormat, context.json(), errors);
        this.chat = new AnswerReader(new ChatFormat(requests), context.json(), errors);
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> all = EnumSet.allOf(Capability.class);
        if (settings.api() == ApiChoice.CHAT) {
            all.remove(Capability.WEB_SEARCH);
        }
        return Set.copyOf(all);
    }

    @Override
    public List<ModelInfo> models() {
        return settings.models();
    }

    @Override
    public CompletionStage<ChatResponse> chat(ChatRequest request) {
        return http.send(request.timeout(), () -> {
            AnswerReader api = api(request.model());
            return exchange(request, api.format().whole(request), api);
        });
    }

    @Override
    public Flow.Publisher<ChatChunk> stream(ChatRequest request) {
        return http.stream(request.timeout(), () -> {
            AnswerReader api = api(request.model());
            return exchange(request, api.format().streamed(request), api);
        });
    }

    @Override
    public CompletionStage<List<ModelInfo>> listModels() {
        OutboundRequest request = authorized(OutboundRequest.get(settings.uri("/models")))
                .timeout(LISTING_LIMIT)
                .build();
        return http.send(request, (head, body) -> RequestId.onFailureOf(head, () -> listed(body)), errors::ofStatus);
    }

    private AnswerReader api(String model) {
        Home home = ModelRules.of(model).home();
        return switch (settings.api()) {
            case AUTO -> home == Home.CHAT ? chat : responses;
            case RESPONSES -> home == Home.CHAT ? refuse(model, "Responses API") : responses;
            case CHAT -> home == Home.RESPONSES ? refuse(model, "Chat Completions") : chat;
        };
    }

    private static AnswerReader refuse(String model, String api) {
        throw new PluginException(ErrorType.UNSUPPORTED, api + " does not know " + model + "; set api to auto");
    }

    private Exchange exchange(ChatRequest request, WireRequest wire, AnswerReader api) {
        URI uri = settings.uri(api.format().path());
        OutboundRequest outbound = authorized(OutboundRequest.post(uri))
                .json(wire.body())
                .header("Accept", wire.isStreamed() ? "text/event-stream" : "application/json")
                .timeout(request.timeout())
                .build();
        return new OpenAiExchange(wire, outbound, api, errors);
    }

    private OutboundRequest.Builder authorized(OutboundRequest.Builder request) {
        OutboundRequest.Builder builder =
                request.header("Authorization", settings.apiKey().header()).maxResponseBytes(MAX_ANSWER_BYTES);
        for (Map.Entry<String, String> header : settings.scope().entrySet()) {
            builder = builder.header(header.getKey(), header.getValue());
        }
        return builder;
    }

    private List<ModelInfo> listed(String body) {
        JsonFields answer = responses.fields(body);
        if (!(answer.map().get("data") instanceof List<?>)) {
            throw new PluginException(ErrorType.MALFORMED_RESPONSE, "the list of models has no data");
        }
        return answer.objects("data").stream()
                .map(model -> model.text("id"))
                .flatMap(Optional::stream)
                .distinct()
                .map(id -> ModelInfo.of(id, ""))
                .toList();
    }
}
