package dev.keelson.pluginhost;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatResponse;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the chunks of one streamed answer: text goes to the caller's context in order, the last chunk ends the call, what
 * comes after it is dropped. Asks for at most {@value #WINDOW} chunks ahead, and cancels when the call ends early or the
 * caller's consumer throws.
 */
final class ChunkReceiver implements Flow.Subscriber<ChatChunk> {
    private static final int WINDOW = 64;
    private static final int REFILL = WINDOW / 2;

    private final PluginCall<ChatResponse> call;
    private final LoadedPlugin plugin;
    private final Consumer<String> onText;
    /** Chunks that were asked for and not yet published. */
    private final AtomicInteger outstanding = new AtomicInteger();

    private volatile Flow.@Nullable Subscription subscription;
    private int delivered;

    ChunkReceiver(PluginCall<ChatResponse> call, LoadedPlugin plugin, Consumer<String> onText) {
        this.call = call;
        this.plugin = plugin;
        this.onText = onText;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        if (subscription != null) {
            given.cancel();
            return;
        }
        subscription = given;
        call.onCancel(given::cancel);
        if (!call.isEnded()) {
            ask(given, WINDOW);
        }
    }

    @Override
    public void onNext(ChatChunk chunk) {
        if (call.isEnded()) {
            return;
        }
        if (outstanding.decrementAndGet() < 0) {
            call.cut(fault(" published more chunks than were asked for"));
            return;
        }
        if (!chunk.textDelta().isEmpty() || chunk.response().isEmpty()) {
            call.context().runOnContext(nothing -> deliver(chunk.textDelta()));
        }
        chunk.response().ifPresent(call::succeed);
    }

    @Override
    public void onError(Throwable failure) {
        call.fail(failure);
    }

    @Override
    public void onComplete() {
        if (!call.isEnded()) {
            call.fail(fault(" ended a stream without its last chunk"));
        }
    }

    /** On the caller's context, as {@link #count} is; an empty text tells the caller that the provider is at work. */
    private void deliver(String text) {
        if (call.isAnswered()) {
            return;
        }
        try {
            onText.accept(text);
        } catch (RuntimeException gone) {
            call.cut(new PluginException(ErrorType.UNAVAILABLE, "the receiver of the stream gave up", gone));
            return;
        }
        count();
    }

    private void count() {
        delivered++;
        Flow.Subscription current = subscription;
        if (delivered < REFILL || current == null || call.isEnded()) {
            return;
        }
        delivered = 0;
        try {
            plugin.workers().calls().execute(() -> askSafely(current));
        } catch (PluginException busy) {
            call.cut(busy);
        }
    }

    private void askSafely(Flow.Subscription current) {
        try {
            ask(current, REFILL);
        } catch (Throwable failure) {
            // request() is the plugin's code and may throw anything.
            call.fail(failure);
        }
    }

    private void ask(Flow.Subscription current, int chunks) {
        outstanding.addAndGet(chunks);
        current.request(chunks);
    }

    private PluginException fault(String what) {
        return new PluginException(ErrorType.INTERNAL, plugin.label() + what);
    }
}
