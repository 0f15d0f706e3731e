package dev.keelson.core.provider;

import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.ModelInfo;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers each call with the next step of a script, the last step for ever; remembers the requests. */
public final class ScriptedModelClient implements ModelClient {
    private final List<Function<ChatRequest, Future<ChatResponse>>> script;
    private final List<ChatRequest> requests = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    private ScriptedModelClient(List<Function<ChatRequest, Future<ChatResponse>>> script) {
        this.script = List.copyOf(script);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // copied at once, never written to
    public static ScriptedModelClient of(Function<ChatRequest, Future<ChatResponse>>... steps) {
        return new ScriptedModelClient(List.of(steps));
    }

    public static Function<ChatRequest, Future<ChatResponse>> says(String content) {
        return request -> Future.succeededFuture(
                ChatResponse.model(request.model()).content(content).build());
    }

    public static Function<ChatRequest, Future<ChatResponse>> fails(Throwable failure) {
        return request -> Future.failedFuture(failure);
    }

    public synchronized List<ChatRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.STREAMING, Capability.TOOLS, Capability.JSON_OUTPUT);
    }

    @Override
    public Future<List<ModelInfo>> listModels(Duration timeout) {
        return Future.succeededFuture(List.of());
    }

    @Override
    public synchronized Future<ChatResponse> chat(ChatRequest request) {
        requests.add(request);
        int step = Math.min(next.getAndIncrement(), script.size() - 1);
        return script.get(step).apply(request);
    }

    @Override
    public Future<ChatResponse> stream(ChatRequest request, Consumer<String> onText) {
        return chat(request).onSuccess(response -> onText.accept(response.content()));
    }
}
