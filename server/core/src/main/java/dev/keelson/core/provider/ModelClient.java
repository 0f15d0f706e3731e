package dev.keelson.core.provider;

import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.ModelInfo;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One configured provider. Futures complete on the caller's context and fail with {@link PluginException} only; a bug of
 * the plugin arrives as one of type INTERNAL that names the plugin.
 */
public interface ModelClient {

    Set<Capability> capabilities();

    /** Models that the provider itself names; proves that its address and credential are good. Generates nothing. */
    Future<List<ModelInfo>> listModels(Duration timeout);

    Future<ChatResponse> chat(ChatRequest request);

    /**
     * Like {@link #chat(ChatRequest)}, handing on text as it arrives, on the caller's context and in order. An empty text
     * is a sign of life and nothing else.
     */
    Future<ChatResponse> stream(ChatRequest request, Consumer<String> onText);

    /** Like {@link #chat(ChatRequest)}; a call that is given up is stopped at the provider as far as that is possible. */
    default Future<ChatResponse> chat(ChatRequest request, Cancellation cancellation) {
        return chat(request);
    }

    /** Like {@link #stream(ChatRequest, Consumer)}; a call that is given up closes its connection. */
    default Future<ChatResponse> stream(ChatRequest request, Consumer<String> onText, Cancellation cancellation) {
        return stream(request, onText);
    }
}
