package dev.keelson.provider.support;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.http.OutboundHttp;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.http.OutboundResponse;
import dev.keelson.plugin.api.http.OutboundStream;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Carries exchanges over the HTTP client that the host lends. Whatever goes wrong arrives as {@link PluginException};
 * what an exchange throws while it is made does too, and nothing was sent then.
 */
public final class HttpChat {
    private final OutboundHttp http;

    public HttpChat(OutboundHttp http) {
        this.http = http;
    }

    /** {@code timeout}: what is left for the call; {@code exchange} is made on the calling thread. */
    public CompletionStage<ChatResponse> send(Duration timeout, Supplier<Exchange> exchange) {
        try {
            requireTime(timeout);
            Exchange made = exchange.get();
            return send(made.outbound(), made::answer, made::failure);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(PluginFailures.of(refused));
        }
    }

    /** Sends any request and reads its whole answer with {@code answer} when its status is 2xx. */
    public <T> CompletionStage<T> send(
            OutboundRequest request,
            BiFunction<ResponseHead, String, T> answer,
            BiFunction<ResponseHead, String, PluginException> failure) {
        CompletionStage<OutboundResponse> sent = http.send(request);
        return cancelling(
                sent,
                sent.thenApply(response -> read(response, answer, failure)).handle(PluginFailures::valueOrThrow));
    }

    /** Gives up when the whole answer was not there within {@code timeout} of the subscription. */
    public Flow.Publisher<ChatChunk> stream(Duration timeout, Supplier<Exchange> exchange) {
        return subscriber -> {
            var stream = new ChatStream(subscriber, timeout);
            stream.start();
            try {
                requireTime(timeout);
                stream.follow(open(exchange.get()));
            } catch (RuntimeException refused) {
                stream.onError(refused);
            }
        };
    }

    private CompletionStage<OpenedBody> open(Exchange exchange) {
        CompletionStage<OutboundStream> head = http.stream(exchange.outbound());
        return cancelling(head, head.thenApply(stream -> new OpenedBody(stream.body(), reader(exchange, stream))));
    }

    /** {@code derived}, which cancels its source when it is cancelled itself: then the host closes the connection. */
    private static <T> CompletionStage<T> cancelling(CompletionStage<?> source, CompletionStage<T> derived) {
        CompletableFuture<T> future = derived.toCompletableFuture();
        var unused = future.whenComplete((value, failure) -> {
            if (future.isCancelled()) {
                boolean unusedToo = source.toCompletableFuture().cancel(true);
            }
        });
        return future;
    }

    private static BodyReader reader(Exchange exchange, OutboundStream stream) {
        var head = new ResponseHead(stream.status(), stream::header);
        return head.isGood() ? exchange.reader(head) : new FailureReader(head, exchange::failure);
    }

    private static <T> T read(
            OutboundResponse response,
            BiFunction<ResponseHead, String, T> answer,
            BiFunction<ResponseHead, String, PluginException> failure) {
        var head = new ResponseHead(response.status(), response::header);
        if (!head.isGood()) {
            throw failure.apply(head, response.text());
        }
        return answer.apply(head, response.text());
    }

    private static void requireTime(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new PluginException(ErrorType.TIMEOUT, "no time is left for this call");
        }
    }
}
