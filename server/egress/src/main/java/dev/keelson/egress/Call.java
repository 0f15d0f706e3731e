package dev.keelson.egress;

import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.http.OutboundResponse;
import dev.keelson.plugin.api.http.OutboundStream;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of a caller: checks the request, keeps its deadline, shapes the answer and tells failures in the caller's
 * terms. Confined to the context on which it was made.
 */
final class Call {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);
    // Unpacking more than this would keep the event loop from others for too long.
    private static final int UNPACK_INLINE = 32 << 10;
    private static final int MAX_HOST = 260;

    private final Vertx vertx;
    private final EgressClient.Parts parts;
    private final OutboundRequest request;
    private final Exchange exchange;
    private final int maxBytes;
    private final Promise<Void> givenUp = Promise.promise();

    Call(Vertx vertx, EgressClient.Parts parts, OutboundRequest request) {
        this.vertx = vertx;
        this.parts = parts;
        this.request = request;
        this.exchange = new Exchange(parts);
        this.maxBytes = Math.max(
                0, Math.min(request.maxResponseBytes(), parts.policy().sizes().answer()));
    }

    Future<OutboundResponse> send() {
        return withinDeadline(opened("gzip").compose(this::whole));
    }

    Future<OutboundStream> stream() {
        // Events must not wait in a compressor for more of their kind.
        return withinDeadline(opened("identity").map(this::streamed));
    }

    /** Ends the call if it has no answer yet; from any thread. */
    void giveUp() {
        boolean unused = givenUp.tryComplete();
    }

    private Future<HttpClientResponse> opened(String encoding) {
        return Future.succeededFuture(encoding).map(this::first).compose(exchange::open);
    }

    private Hop first(String encoding) {
        Hop hop;
        try {
            hop = Hop.first(request, parts.policy());
        } catch (IllegalArgumentException e) {
            throw new FailureException(FailureKind.BLOCKED, String.valueOf(e.getMessage()), e);
        }
        return hop.withDefaultHeaders(Map.of("accept-encoding", encoding, "user-agent", "keelson"));
    }

    private Future<OutboundResponse> whole(HttpClientResponse response) {
        return BodyCollector.collect(response, limit(response))
                .compose(this::settled)
                .compose(body -> unpacked(response, body))
                .map(body -> new OutboundResponse(response.statusCode(), headers(response), body));
    }

    /** One turn of the event loop later Vert.x has put the connection back, so that the next call reuses it. */
    private Future<byte[]> settled(byte[] body) {
        exchange.finished();
        Promise<byte[]> next = Promise.promise();
        vertx.getOrCreateContext().runOnContext(ignored -> {
            exchange.complete();
            next.complete(body);
        });
        return next.future();
    }

    private Future<byte[]> unpacked(HttpClientResponse response, byte[] body) {
        String encoding = encoding(response);
        if (encoding.equals("identity") || body.length == 0) {
            return Future.succeededFuture(body);
        }
        if (!encoding.equals("gzip") && !encoding.equals("x-gzip")) {
            throw unreadable();
        }
        var gzip = new GzipBody(parts.policy().sizes(), maxBytes);
        return body.length <= UNPACK_INLINE
                ? Future.succeededFuture(gzip.unpack(body))
                : vertx.executeBlocking(() -> gzip.unpack(body), false);
    }

    private OutboundStream streamed(HttpClientResponse response) {
        if (!encoding(response).equals("identity")) {
            throw unreadable();
        }
        var bounds =
                new BodyPublisher.Bounds(limit(response), parts.policy().times().idle());
        var ending = new BodyPublisher.Ending(exchange::complete, exchange::abort, this::translated);
        return new OutboundStream(
                response.statusCode(), headers(response), new BodyPublisher(vertx, response, bounds, ending));
    }

    private BodyLimit limit(HttpClientResponse response) {
        var limit = new BodyLimit(maxBytes);
        if (!request.method().equals("HEAD")) {
            limit.requireAnnounced(response.getHeader(HttpHeaders.CONTENT_LENGTH));
        }
        return limit;
    }

    private <T> Future<T> withinDeadline(Future<T> work) {
        Promise<T> result = Promise.promise();
        Duration longest = parts.policy().times().longest();
        Duration timeout = request.timeout().compareTo(longest) < 0 ? request.timeout() : longest;
        long timer = vertx.setTimer(
                Math.max(1, timeout.toMillis()),
                ignored -> result.tryFail(new FailureException(FailureKind.TIMEOUT, "no answer")));
        Context context = vertx.getOrCreateContext();
        givenUp.future()
                .onSuccess(asked -> context.runOnContext(
                        now -> result.tryFail(new FailureException(FailureKind.TIMEOUT, "the caller gave up"))));
        work.onComplete(done -> {
            vertx.cancelTimer(timer);
            // If time ran out before, the exchange has given back what it held, and this has no effect.
            if (done.succeeded()) {
                result.tryComplete(done.result());
            } else {
                result.tryFail(done.cause());
            }
        });
        return result.future().recover(failure -> {
            exchange.abort();
            return Future.failedFuture(translated(failure));
        });
    }

    private PluginException translated(Throwable failure) {
        FailureException known = failure instanceof FailureException e ? e : classified(failure);
        LOG.debug("{} request failed: {}", parts.policy().surface(), known.kind(), known);
        return known.kind().of(host(), known.detail());
    }

    private static FailureException classified(Throwable failure) {
        if (failure instanceof TooLongFrameException) {
            return new FailureException(FailureKind.TOO_LARGE, "head of the answer too long", failure);
        }
        if (failure instanceof DecoderException || failure instanceof IllegalArgumentException) {
            return new FailureException(FailureKind.PROTOCOL, "answer is not valid HTTP", failure);
        }
        return new FailureException(FailureKind.CUT, "connection ended before the answer did", failure);
    }

    private static FailureException unreadable() {
        return new FailureException(FailureKind.PROTOCOL, "answer in an encoding that was not asked for");
    }

    private static String encoding(HttpClientResponse response) {
        List<String> values = response.headers().getAll(HttpHeaders.CONTENT_ENCODING);
        return values.isEmpty() ? "identity" : String.join(",", values).trim().toLowerCase(Locale.ROOT);
    }

    private static Map<String, List<String>> headers(HttpClientResponse response) {
        var headers = new LinkedHashMap<String, List<String>>();
        for (Map.Entry<String, String> header : response.headers()) {
            headers.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        headers.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(headers);
    }

    /** As the caller gave it; null from the JDK for names that are not ASCII. */
    private String host() {
        String host = request.uri().getHost();
        String authority = request.uri().getRawAuthority();
        if (host != null) {
            return host;
        }
        boolean plain = authority != null && authority.indexOf('@') < 0 && authority.length() <= MAX_HOST;
        return plain ? authority.replaceFirst(":\\d*$", "") : "the given URL";
    }
}
