package dev.keelson.egress;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Opens or reuses a connection to one of the checked addresses, and to nothing else. */
final class Dialer {
    private static final int MAX_ATTEMPTS = 3;
    private static final int MAX_REMEMBERED = 1000;
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final HttpClient client;
    private final Duration connect;
    // Spares each request the connect timeout of an address that is known to be dead.
    private final Cache<String, InetAddress> working = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .executor(Runnable::run)
            .build();

    Dialer(HttpClient client, Duration connect) {
        this.client = client;
        this.connect = connect;
    }

    /** Fails with a {@link FailureException} of kind connect, tls, timeout or blocked. */
    Future<HttpClientRequest> dial(Hop hop, List<InetAddress> checked) {
        return attempt(hop, inOrder(hop.target(), checked), 0);
    }

    private Future<HttpClientRequest> attempt(Hop hop, List<InetAddress> addresses, int index) {
        InetAddress address = addresses.get(index);
        return client.request(options(hop, address))
                .map(request -> confirmed(request, address))
                .onSuccess(request -> remember(hop.target(), address, index))
                .recover(failure -> {
                    FailureException kept = translated(failure);
                    boolean last = index + 1 >= Math.min(addresses.size(), MAX_ATTEMPTS);
                    return last || !kept.isAddressAtFault()
                            ? Future.failedFuture(kept)
                            : attempt(hop, addresses, index + 1);
                });
    }

    private RequestOptions options(Hop hop, InetAddress address) {
        Target target = hop.target();
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(hop.method()))
                // As text, so that the pool is kept per address and nothing is looked up again.
                .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setURI(target.path())
                .setFollowRedirects(false)
                .setConnectTimeout(2 * connect.toMillis());
        hop.headers().forEach(options::putHeader);
        return options;
    }

    /** Guards against a connection that leads elsewhere, whatever the reason. */
    private static HttpClientRequest confirmed(HttpClientRequest request, InetAddress address) {
        // The failure is told through the futures; without a handler it would be logged as well.
        request.exceptionHandler(ignored -> {});
        SocketAddress remote = request.connection().remoteAddress(true);
        if (remote == null || !address.getHostAddress().equals(remote.hostAddress())) {
            request.reset();
            throw new FailureException(FailureKind.BLOCKED, "connected to another address than the checked one");
        }
        return request;
    }

    private List<InetAddress> inOrder(Target target, List<InetAddress> checked) {
        InetAddress first = working.getIfPresent(target.origin());
        if (first == null || !checked.contains(first)) {
            return checked;
        }
        var ordered = new ArrayList<>(checked);
        ordered.remove(first);
        ordered.add(0, first);
        return ordered;
    }

    private void remember(Target target, InetAddress address, int index) {
        if (index > 0) {
            working.put(target.origin(), address);
        }
    }

    private static FailureException translated(Throwable failure) {
        if (failure instanceof FailureException known) {
            return known;
        }
        return isTls(failure)
                ? new FailureException(FailureKind.TLS, "no trusted TLS connection", failure)
                : new FailureException(FailureKind.CONNECT, "no connection", failure);
    }

    private static boolean isTls(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException || cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }
}
