package dev.keelson.pluginhost;

import dev.keelson.core.provider.Cancellation;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.ModelInfo;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Calls a configured provider in whichever plugin brings it at that moment. Safe for concurrent use. */
final class PluginModelClient implements ModelClient {
    /** A plugin can only be replaced so often between looking it up and entering it. */
    private static final int MAX_LOOKUPS = 5;

    private final Vertx vertx;
    private final PluginProviderRegistry registry;
    private final String name;

    PluginModelClient(Vertx vertx, PluginProviderRegistry registry, String name) {
        this.vertx = vertx;
        this.registry = registry;
        this.name = name;
    }

    @Override
    public Set<Capability> capabilities() {
        return registry.target(name)
                .map(target -> target.binding().capabilities())
                .orElse(Set.of());
    }

    @Override
    public Future<List<ModelInfo>> listModels(Duration timeout) {
        return call(
                        new Call<>(
                                List.class,
                                timeout,
                                target -> Answers.ofStage(
                                        () -> target.provider().listModels().thenApply(models -> models)),
                                new Cancellation()),
                        MAX_LOOKUPS)
                .map(PluginModelClient::checked);
    }

    /** What a plugin hands over is not what its type says until it was looked at. */
    private static List<ModelInfo> checked(List<?> models) {
        return models.stream().map(ModelInfo.class::cast).toList();
    }

    @Override
    public Future<ChatResponse> chat(ChatRequest request) {
        return chat(request, new Cancellation());
    }

    @Override
    public Future<ChatResponse> chat(ChatRequest request, Cancellation cancellation) {
        Function<ProviderTarget, PluginCall.Body<ChatResponse>> code =
                target -> Answers.ofStage(() -> target.provider().chat(request));
        return call(new Call<>(ChatResponse.class, request.timeout(), code, cancellation), MAX_LOOKUPS);
    }

    @Override
    public Future<ChatResponse> stream(ChatRequest request, Consumer<String> onText) {
        return stream(request, onText, new Cancellation());
    }

    @Override
    public Future<ChatResponse> stream(ChatRequest request, Consumer<String> onText, Cancellation cancellation) {
        Function<ProviderTarget, PluginCall.Body<ChatResponse>> code = target ->
                call -> target.provider().stream(request).subscribe(new ChunkReceiver(call, target.plugin(), onText));
        return call(new Call<>(ChatResponse.class, request.timeout(), code, cancellation), MAX_LOOKUPS);
    }

    /** What is called in whichever plugin is in force. */
    private record Call<T>(
            Class<T> type,
            Duration timeout,
            Function<ProviderTarget, PluginCall.Body<T>> code,
            Cancellation cancellation) {

        PluginCall.Order<T> order(ProviderTarget target) {
            return new PluginCall.Order<>(
                    type, timeout, target.binding().mask(), code.apply(target), cancellation::onCancel);
        }
    }

    private <T> Future<T> call(Call<T> wanted, int lookups) {
        Optional<ProviderTarget> found = registry.target(name);
        if (found.isEmpty() || lookups == 0) {
            return Future.failedFuture(new PluginException(
                    ErrorType.UNAVAILABLE, "provider '" + name + "' has no started plugin at the moment"));
        }
        ProviderTarget target = found.get();
        ProviderUse use = target.binding().use();
        if (!use.enter()) {
            return call(wanted, lookups - 1);
        }
        return PluginCall.start(vertx, target.plugin(), wanted.order(target), () -> call(wanted, lookups - 1))
                .onComplete(ended -> use.leave());
    }
}
