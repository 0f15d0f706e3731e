package dev.keelson.plugin.api.provider;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * One configured provider. Maps chat requests to the provider's wire format and back; retries, breakers, routing and
 * schema enforcement are the host's. Safe for concurrent use; methods return without blocking.
 */
public interface Provider extends AutoCloseable {

    Set<Capability> capabilities();

    /** Models that are known without asking the provider; may be empty. */
    List<ModelInfo> models();

    /** Fails with {@link PluginException}; never completes with null. */
    CompletionStage<ChatResponse> chat(ChatRequest request);

    /**
     * Publishes chunks in order and ends with exactly one that has {@link ChatChunk#response()}, the whole answer.
     * Cancelling the subscription stops the request at the provider. Without {@link Capability#STREAMING} it signals a
     * {@link PluginException} of type {@link ErrorType#UNSUPPORTED}.
     */
    Flow.Publisher<ChatChunk> stream(ChatRequest request);

    /**
     * Asks the provider which models there are, by the cheapest request that needs a valid credential and generates
     * nothing. The host uses it to check a configuration and to probe health. Fails with {@link PluginException} as
     * {@link #chat} does; a provider that has nobody to ask answers with {@link #models()}.
     */
    default CompletionStage<List<ModelInfo>> listModels() {
        return CompletableFuture.completedFuture(models());
    }

    /** Frees what the provider holds; calls in flight may fail. */
    @Override
    default void close() {}
}
