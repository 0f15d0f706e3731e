package dev.keelson.egress;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call from its first hop to the head of its answer, and what it holds meanwhile: a place at the origin and a
 * connection. Confined to the call's context.
 */
final class Exchange {
    private final EgressClient.Parts parts;
    private OriginGate.@Nullable Place place;
    private @Nullable HttpClientRequest request;
    private boolean over;

    Exchange(EgressClient.Parts parts) {
        this.parts = parts;
    }

    /** Completes with a paused answer that is no redirect to follow; fails with a {@link FailureException}. */
    Future<HttpClientResponse> open(Hop hop) {
        return addresses(hop.target())
                .compose(checked -> connected(hop, checked))
                .compose(connected -> answered(hop, connected))
                .compose(response -> followed(hop, response));
    }

    /** Notes that the answer was read to its end, so that nothing closes the connection any more. */
    void finished() {
        request = null;
    }

    /** Gives everything back after the answer was read to its end. */
    void complete() {
        over = true;
        finished();
        leave();
    }

    /** Gives everything back and closes the connection if an answer is still due on it. */
    void abort() {
        over = true;
        giveBack();
    }

    private Future<List<InetAddress>> addresses(Target target) {
        InetAddress literal = target.literal();
        if (literal != null) {
            return Future.succeededFuture(permitted(target, List.of(literal)));
        }
        blockedUnless(() -> parts.rules().requirePermittedName(target));
        return parts.resolver()
                .resolve(target.host())
                .recover(failure ->
                        Future.failedFuture(new FailureException(FailureKind.DNS, "name does not resolve", failure)))
                .map(found -> permitted(target, found));
    }

    private List<InetAddress> permitted(Target target, List<InetAddress> found) {
        if (found.isEmpty()) {
            throw new FailureException(FailureKind.DNS, "name has no address");
        }
        blockedUnless(() -> parts.rules().requirePermitted(target, found));
        return found;
    }

    private Future<HttpClientRequest> connected(Hop hop, List<InetAddress> checked) {
        requireLive();
        OriginGate.Place entered = parts.gate().enter(hop.target().origin());
        if (entered == null) {
            throw new FailureException(FailureKind.BUSY, "too many requests under way");
        }
        place = entered;
        return entered.turn()
                .compose(ignored -> parts.dialer().dial(hop, checked))
                .map(this::hold);
    }

    /** A connection that comes after the call was given up goes straight back. */
    private HttpClientRequest hold(HttpClientRequest connected) {
        if (over) {
            connected.reset();
        }
        requireLive();
        request = connected;
        return connected;
    }

    private Future<HttpClientResponse> answered(Hop hop, HttpClientRequest connected) {
        Future<HttpClientResponse> response =
                hop.hasLength() ? connected.send(Buffer.buffer(hop.body())) : connected.send();
        return response.map(this::readable);
    }

    private HttpClientResponse readable(HttpClientResponse response) {
        response.pause();
        // Until somebody reads, a cut connection has nobody to tell; reading finds out.
        response.exceptionHandler(ignored -> {});
        requireLive();
        if (response.statusCode() < 200) {
            throw new FailureException(FailureKind.PROTOCOL, "unexpected status " + response.statusCode());
        }
        if (response.headers().entries().size() > parts.policy().sizes().headers()) {
            throw new FailureException(FailureKind.TOO_LARGE, "too many headers in the answer");
        }
        return response;
    }

    private Future<HttpClientResponse> followed(Hop hop, HttpClientResponse response) {
        Optional<String> location = Optional.ofNullable(response.getHeader(HttpHeaders.LOCATION));
        Optional<Hop> next;
        try {
            next = hop.redirected(response.statusCode(), location);
        } catch (IllegalArgumentException e) {
            throw new FailureException(FailureKind.BLOCKED, "redirect: " + e.getMessage(), e);
        }
        if (next.isEmpty()) {
            return Future.succeededFuture(response);
        }
        giveBack();
        return open(next.get());
    }

    private void giveBack() {
        HttpClientRequest open = request;
        request = null;
        if (open != null) {
            open.reset();
        }
        leave();
    }

    private void requireLive() {
        if (over) {
            throw new FailureException(FailureKind.TIMEOUT, "given up");
        }
    }

    private void leave() {
        if (place != null) {
            place.leave();
            place = null;
        }
    }

    private static void blockedUnless(Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new FailureException(FailureKind.BLOCKED, String.valueOf(e.getMessage()), e);
        }
    }
}
