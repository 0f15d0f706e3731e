package dev.keelson.plugin.api.provider;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.util.List;
import java.util.Set;
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

    /** Frees what the provider holds; calls in flight may fail. */
    @Override
    default void close() {}
}
