package dev.keelson.pluginhost;

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
                        List.class,
                        timeout,
                        target -> Answers.ofStage(
                                () -> target.provider().listModels().thenApply(models -> models)),
                        MAX_LOOKUPS)
                .map(PluginModelClient::checked);
    }

    /** What a plugin hands over is not what its type says until it was looked at. */
    private static List<ModelInfo> checked(List<?> models) {
        return models.stream().map(ModelInfo.class::cast).toList();
    }

    @Override
    public Future<ChatResponse> chat(ChatRequest request) {
        return call(
                ChatResponse.class,
                request.timeout(),
                target -> Answers.ofStage(() -> target.provider().chat(request)),
                MAX_LOOKUPS);
    }

    @Override
    public Future<ChatResponse> stream(ChatRequest request, Consumer<String> onText) {
        return call(
                ChatResponse.class,
                request.timeout(),
                target -> call ->
                        target.provider().stream(request).subscribe(new ChunkReceiver(call, target.plugin(), onText)),
                MAX_LOOKUPS);
    }

    private <T> Future<T> call(
            Class<T> type, Duration timeout, Function<ProviderTarget, PluginCall.Body<T>> code, int lookups) {
        Optional<ProviderTarget> found = registry.target(name);
        if (found.isEmpty() || lookups == 0) {
            return Future.failedFuture(new PluginException(
                    ErrorType.UNAVAILABLE, "provider '" + name + "' has no started plugin at the moment"));
        }
        ProviderTarget target = found.get();
        var order = new PluginCall.Order<>(type, timeout, target.binding().mask(), code.apply(target));
        return PluginCall.start(vertx, target.plugin(), order, () -> call(type, timeout, code, lookups - 1));
    }
}
