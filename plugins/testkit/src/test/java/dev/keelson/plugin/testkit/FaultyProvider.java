package dev.keelson.plugin.testkit;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.plugin.api.provider.Provider;
import dev.keelson.plugin.api.provider.ProviderFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;

/** A provider in memory that is right in everything but one chosen fault. */
final class FaultyProvider implements ProviderFactory, Provider {
    private static final String ANSWER = "{\"answer\":\"yes\"}";

    private final Fault fault;

    /** What is wrong. */
    enum Fault {
        NONE,
        TWO_LAST_CHUNKS,
        NO_LAST_CHUNK,
        OTHER_TEXT,
        STRANGE_EXCEPTION,
        TOOLS_NOT_REFUSED,
        CLOSES_ONCE,
        BLANK_MODEL,
        NO_JSON
    }

    private boolean closed;

    FaultyProvider(Fault fault) {
        this.fault = fault;
    }

    @Override
    public String name() {
        return "faulty";
    }

    @Override
    public List<ConfigKey> configKeys() {
        return List.of();
    }

    @Override
    public Provider create(PluginConfig config, PluginContext context) {
        return new FaultyProvider(fault);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.STREAMING, Capability.JSON_OUTPUT, Capability.TEXT_GENERATION);
    }

    @Override
    public List<ModelInfo> models() {
        return List.of();
    }

    @Override
    public CompletionStage<ChatResponse> chat(ChatRequest request) {
        if (!request.tools().isEmpty() && fault != Fault.TOOLS_NOT_REFUSED) {
            return CompletableFuture.failedFuture(refusal());
        }
        return CompletableFuture.completedFuture(response());
    }

    @Override
    public Flow.Publisher<ChatChunk> stream(ChatRequest request) {
        return subscriber -> {
            var publisher = new SubmissionPublisher<ChatChunk>();
            publisher.subscribe(subscriber);
            chunks().forEach(publisher::submit);
            publisher.close();
        };
    }

    @Override
    public void close() {
        if (closed && fault == Fault.CLOSES_ONCE) {
            throw new IllegalStateException("closed already");
        }
        closed = true;
    }

    private RuntimeException refusal() {
        return fault == Fault.STRANGE_EXCEPTION
                ? new IllegalStateException("no tools")
                : new PluginException(ErrorType.UNSUPPORTED, "no tools");
    }

    private List<ChatChunk> chunks() {
        List<ChatChunk> chunks = new ArrayList<>();
        chunks.add(ChatChunk.text(fault == Fault.OTHER_TEXT ? "no" : ANSWER));
        chunks.add(ChatChunk.end(response()));
        if (fault == Fault.TWO_LAST_CHUNKS) {
            chunks.add(ChatChunk.end(response()));
        }
        return fault == Fault.NO_LAST_CHUNK ? chunks.subList(0, 1) : chunks;
    }

    private ChatResponse response() {
        return ChatResponse.model(fault == Fault.BLANK_MODEL ? "" : "stub")
                .content(fault == Fault.NO_JSON ? "yes" : ANSWER)
                .build();
    }
}
