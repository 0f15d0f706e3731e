package dev.keelson.plugin.testkit;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.http.OutboundHttp;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.http.OutboundResponse;
import dev.keelson.plugin.api.http.OutboundStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The {@link OutboundHttp} of the test context: the JDK's client without egress rules. Redirects are not supported. */
final class JdkOutboundHttp implements OutboundHttp {
    private static final Set<String> FORBIDDEN_HEADERS = Set.of(
            "host",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "expect");
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Override
    public CompletionStage<OutboundResponse> send(OutboundRequest request) {
        return open(request)
                .thenCompose(response -> whole(response, request))
                .orTimeout(request.timeout().toNanos(), TimeUnit.NANOSECONDS)
                .handle(JdkOutboundHttp::translated)
                .thenCompose(stage -> stage);
    }

    @Override
    public CompletionStage<OutboundStream> stream(OutboundRequest request) {
        return open(request)
                .orTimeout(request.timeout().toNanos(), TimeUnit.NANOSECONDS)
                .thenApply(response -> new OutboundStream(
                        response.statusCode(),
                        headers(response),
                        new CappedBody(response.body(), request.maxResponseBytes())))
                .handle(JdkOutboundHttp::translated)
                .thenCompose(stage -> stage);
    }

    private static CompletableFuture<OutboundResponse> whole(
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response, OutboundRequest request) {
        return new CappedBody(response.body(), request.maxResponseBytes())
                .collect(request.timeout())
                .thenApply(body -> new OutboundResponse(response.statusCode(), headers(response), body));
    }

    /** What the client said, in the words of {@link OutboundHttp}. */
    static PluginException translate(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof PluginException known) {
            return known;
        }
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return new PluginException(ErrorType.TIMEOUT, "no answer within the time limit");
        }
        if (cause instanceof IOException) {
            return new PluginException(ErrorType.UNAVAILABLE, "can't connect, or the connection was cut", cause);
        }
        return new PluginException(ErrorType.INTERNAL, "the HTTP client failed", cause);
    }

    private static CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> open(OutboundRequest request) {
        try {
            return CLIENT.sendAsync(jdkRequest(request), BodyHandlers.ofPublisher());
        } catch (IllegalArgumentException refused) {
            return CompletableFuture.failedFuture(new PluginException(
                    ErrorType.INVALID_REQUEST, "the request can't be sent: " + refused.getMessage(), refused));
        }
    }

    private static HttpRequest jdkRequest(OutboundRequest request) {
        if (request.maxRedirects() > 0) {
            throw new IllegalArgumentException("maxRedirects: the test client follows no redirects (expected: 0)");
        }
        var builder = HttpRequest.newBuilder(requireHttp(request.uri()))
                .timeout(request.timeout())
                .method(
                        request.method(),
                        request.body().length == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, value) -> {
            requireAllowed(name);
            builder.header(name, value);
        });
        return builder.build();
    }

    private static URI requireHttp(URI uri) {
        if (uri.getUserInfo() != null || uri.getHost() == null) {
            throw new IllegalArgumentException("uri: needs a host and no user info");
        }
        return uri;
    }

    private static void requireAllowed(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (FORBIDDEN_HEADERS.contains(lower) || lower.startsWith("proxy-")) {
            throw new IllegalArgumentException("header " + name + " is the host's own");
        }
    }

    private static Map<String, List<String>> headers(HttpResponse<?> response) {
        Map<String, List<String>> lower = new TreeMap<>();
        response.headers().map().forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
        return lower;
    }

    private static <T> CompletionStage<T> translated(T value, Throwable failure) {
        return failure == null
                ? CompletableFuture.completedFuture(value)
                : CompletableFuture.failedFuture(translate(failure));
    }
}
